import { randomUUID } from 'node:crypto';
import { ROOM_CODE_STEP_MS } from '@hadir/contract/room-code.ts';
import type { Response } from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClassSession, Course, Person } from '#generated/prisma/client.ts';
import { buildCourse, buildOpenSession, buildPlace, buildStudent, buildTeacher } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { framesOf, picturesOf } from '#test/faces.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { type Challenge, openPhone, type Phone } from '#test/phone.ts';
import { makeRoomCode } from './room-code.ts';

let app: TestApp;
let scene: { teacher: Person; course: Course; session: ClassSession };
/** Of the class, who never enrols a face; signed in, the phone's key registered. */
let phone: Phone;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());
beforeEach(async () => {
  app.setNow(null);
  const { db } = app.database;
  const teacher = await buildTeacher(db);
  const course = await buildCourse(db, { teacher });
  const place = await buildPlace(db, { schoolId: teacher.schoolId });
  scene = { teacher, course, session: await buildOpenSession(db, { course, place }) };
  phone = await joinClass();
});

const start = Date.now();
/** The server's clock stands `seconds` after the start of the test file. */
const setClock = (seconds: number) => app.setNow(new Date(start + seconds * 1000));

async function joinClass(): Promise<Phone> {
  const { db } = app.database;
  const student = await buildStudent(db, { schoolId: scene.teacher.schoolId });
  await db.enrollment.create({
    data: { schoolId: student.schoolId, courseId: scene.course.id, studentId: student.id },
  });
  const joined = await openPhone(app, student);
  await joined.register();
  return joined;
}

const codeOf = (session = scene.session) => makeRoomCode(app.context.masterKey, session, app.context.now());

/** A scan in the browser of `caller`: the answer and the cookie that it set. */
async function scan(caller: Caller, given: Record<string, unknown> = {}) {
  const { code, step } = codeOf();
  const answer = await caller.post('/api/room_code_receipts', { session_id: scene.session.id, code, step, ...given });
  return { answer, receipt: String(answer.body.id), cookie: cookieOf(answer) };
}

const cookieOf = (answer: Response) => String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? '';

/** Marks with a receipt from a browser that holds `cookie`. */
async function markWith(receipt: string, cookie: string, by = phone, change: Record<string, unknown> = {}) {
  const sessionId = scene.session.id;
  const challenge = await by.ask(sessionId);
  const body = by.markBody(sessionId, challenge, {
    method: 'room_code',
    frames: [],
    descriptors: {},
    receipt,
    ...change,
  });
  return by.send(challenge, body, cookie);
}

const refusal = { success: false, code: 'room_code_invalid' };

describe('a receipt', () => {
  it('made before signing in marks for three minutes, once, in this browser', async () => {
    setClock(0);
    const stranger = await callAs(app, null);
    const { answer, receipt, cookie } = await scan(stranger);
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.body).sort()).toEqual(['expires_at', 'id', 'session_id']);
    expect(String(answer.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict/);
    setClock(170);
    const marked = await markWith(receipt, cookie);
    expect(marked.body).toMatchObject({ success: true, state: 'pending' });
    const record = await app.database.db.attendanceRecord.findFirstOrThrow({ where: { sessionId: scene.session.id } });
    expect(record).toMatchObject({ method: 'room_code', state: 'pending' });
    const row = await app.database.db.roomCodeReceipt.findUniqueOrThrow({ where: { id: receipt } });
    expect(row.usedAt).toEqual(app.context.now());
    expect((await markWith(receipt, cookie, await joinClass())).body).toMatchObject(refusal);
  });

  it('of another browser, of nobody, invented or malformed does not count', async () => {
    setClock(0);
    const { receipt, cookie } = await scan(await callAs(app, null));
    const other = await scan(await callAs(app, null));
    const refused = [
      await markWith(receipt, other.cookie),
      await markWith(receipt, ''),
      await markWith('01890000-0000-7000-8000-000000000000', cookie),
    ];
    phone = await joinClass();
    refused.push(
      await markWith(receipt, 'hadir-room=', phone),
      await markWith('', cookie),
      await markWith(receipt, 'x=1'),
    );
    phone = await joinClass();
    refused.push(await markWith(receipt, cookie, phone, { receipt: { id: receipt } }));
    for (const { status, body } of refused) expect([status, body]).toEqual([400, expect.objectContaining(refusal)]);
    // A receipt is no guess: the code on the screen still counts.
    const right = await phone.mark(scene.session.id, {
      method: 'room_code',
      frames: [],
      descriptors: {},
      room_code: codeOf().code,
    });
    expect(right.status).toBe(200);
  });

  it('that is over, brought along with a face, is no guess either', async () => {
    setClock(0);
    const { receipt, cookie } = await scan(phone.caller);
    setClock(200);
    const withFace = {
      method: 'face',
      frames: framesOf(3),
      descriptors: { 'face-api-128': picturesOf(phone.face, 3) },
    };
    for (let i = 0; i < 5; i += 1) await markWith(receipt, cookie, phone, withFace);
    const said = await app.database.db.attendanceAttempt.findFirstOrThrow({ where: { sessionId: scene.session.id } });
    expect(said.checks).toContainEqual(
      expect.objectContaining({ check: 11, detail: expect.objectContaining({ room_code: 'receipt_over' }) }),
    );
    const next = await scan(phone.caller);
    expect((await markWith(next.receipt, next.cookie)).status).toBe(200);
  });

  it('is over after three minutes', async () => {
    setClock(0);
    const { receipt, cookie } = await scan(phone.caller);
    setClock(180);
    expect((await markWith(receipt, cookie)).body).toMatchObject(refusal);
  });

  it('of another class session does not count', async () => {
    setClock(0);
    const elsewhere = await buildOpenSession(app.database.db, { course: scene.course });
    const { receipt, cookie } = await scan(phone.caller, { session_id: elsewhere.id, code: codeOf(elsewhere).code });
    expect((await markWith(receipt, cookie)).body).toMatchObject(refusal);
  });

  it('that is used by many at the same moment makes one mark', async () => {
    setClock(0);
    const { receipt, cookie } = await scan(phone.caller);
    const phones = [phone, await joinClass(), await joinClass(), await joinClass()];
    const answers = await Promise.all(phones.map((one) => markWith(receipt, cookie, one)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const { body } of answers.filter(({ status }) => status !== 200)) expect(body).toMatchObject(refusal);
    expect(await app.database.db.attendanceRecord.count({ where: { sessionId: scene.session.id } })).toBe(1);
  });

  it('is not used up by a mark that is refused for something else', async () => {
    setClock(0);
    const { receipt, cookie } = await scan(phone.caller);
    const far = await markWith(receipt, cookie, phone, { lat: 50, lng: 10 });
    expect(far.body.code).toBe('outside_campus');
    expect((await markWith(receipt, cookie)).status).toBe(200);
  });
});

describe('a scan', () => {
  it('of a code that is wrong, old, of a session that is unknown or not open: one answer, no cookie', async () => {
    setClock(0);
    const stranger = await callAs(app, null);
    const closed = await buildOpenSession(app.database.db, { course: scene.course, isActive: false });
    const { code, step } = codeOf();
    const wrong = code === '000000' ? '000001' : '000000';
    const answers = [
      await scan(stranger, { code: wrong }),
      await scan(stranger, { code: wrong, step: undefined }),
      await scan(stranger, { step: step + 1 }),
      await scan(stranger, {
        step: step - 4,
        code: makeRoomCode(app.context.masterKey, scene.session, new Date(start - 4 * ROOM_CODE_STEP_MS)).code,
      }),
      await scan(stranger, { session_id: closed.id, code: codeOf(closed).code }),
      await scan(stranger, { session_id: '01890000-0000-7000-8000-000000000000' }),
      await scan(stranger, { session_id: 'nowhere' }),
    ];
    for (const { answer, cookie } of answers) {
      expect([answer.status, answer.body]).toEqual([
        400,
        { ...answers[0]?.answer.body, request_id: expect.any(String) },
      ]);
      expect(cookie).not.toContain('hadir-room');
    }
    expect(answers[0]?.answer.body.code).toBe('room_code_invalid');
    expect(await app.database.db.roomCodeReceipt.count()).toBe(await receiptsBefore());
  });

  const receiptsBefore = () =>
    app.database.db.roomCodeReceipt.count({ where: { sessionId: { not: scene.session.id } } });

  it('counts: five wrong ones of a student, also when many come at once, and the typed code stays open', async () => {
    setClock(0);
    const wrong = codeOf().code === '000000' ? '000001' : '000000';
    await Promise.all(Array.from({ length: 20 }, () => scan(phone.caller, { code: wrong })));
    const at = { sessionId: scene.session.id, personId: String(await idOf(phone)) };
    expect(await app.database.db.roomCodeMiss.count({ where: at })).toBe(5);
    expect((await scan(phone.caller)).answer.status).toBe(400);
    const typed = await phone.mark(scene.session.id, {
      method: 'room_code',
      frames: [],
      descriptors: {},
      room_code: codeOf().code,
    });
    expect(typed.body).toMatchObject({ success: true, state: 'pending' });
  });

  it('of whom nothing is counted has to name its step; one of another school makes no receipt', async () => {
    setClock(0);
    for (const who of [null, scene.teacher]) {
      const caller = await callAs(app, who);
      expect((await scan(caller, { step: undefined })).answer.status).toBe(400);
      expect((await scan(caller)).answer.status).toBe(200);
    }
    expect((await scan(phone.caller, { step: undefined })).answer.status).toBe(200);
    const foreign = await callAs(app, await buildStudent(app.database.db));
    for (const step of [undefined, codeOf().step]) {
      const { answer, cookie } = await scan(foreign, { step });
      expect([answer.status, cookie]).toEqual([400, expect.not.stringContaining('hadir-room')]);
    }
  });

  it('of a student who is signed in is heard, however many strangers of the same address guess', async () => {
    setClock(0);
    const stranger = await callAs(app, null);
    const wrong = codeOf().code === '000000' ? '000001' : '000000';
    const statuses: number[] = [];
    for (let i = 0; i < 121; i += 1) statuses.push((await scan(stranger, { code: wrong })).answer.status);
    expect([statuses.at(-2), statuses.at(-1)]).toEqual([400, 429]);
    expect((await scan(phone.caller)).answer.status).toBe(200);
  });

  it('of an older picture is no guess', async () => {
    setClock(0);
    const { step } = codeOf();
    for (let i = 0; i < 8; i += 1) await scan(phone.caller, { step: step - 3, code: '123456' });
    expect((await scan(phone.caller)).answer.status).toBe(200);
  });
});

const idOf = async (of: Phone) => (await of.caller.get('/api/me')).body.id;

it('copies of a mark with a wrong code count as one', async () => {
  setClock(0);
  const { code } = codeOf();
  const withCode = (room_code: string) => ({ method: 'room_code', frames: [], descriptors: {}, room_code });
  const challenge = await phone.ask(scene.session.id);
  const body = phone.markBody(scene.session.id, challenge, withCode(code === '000000' ? '000001' : '000000'));
  const codes: string[] = [];
  for (let i = 0; i < 6; i += 1) codes.push((await phone.send(challenge, body)).body.code);
  expect(codes).toEqual(['room_code_invalid', ...Array(5).fill('challenge_invalid')]);
  const miss = withCode(code === '000002' ? '000003' : '000002');
  for (let i = 0; i < 3; i += 1) await phone.mark(scene.session.id, miss);
  expect((await phone.mark(scene.session.id, withCode(code))).status).toBe(200);
});

it('five wrong codes in parallel marks are counted one by one', async () => {
  setClock(0);
  const wrong = codeOf().code === '000000' ? '000001' : '000000';
  const guess = (room_code: string) =>
    phone.mark(scene.session.id, { method: 'room_code', frames: [], descriptors: {}, room_code });
  for (let i = 0; i < 4; i += 1) await guess(wrong);
  const others = await Promise.all([guess(wrong), guess(wrong), guess(wrong)]);
  expect(others.map(({ body }) => body.next).sort()).toEqual(['read_code_again', 'try_again', 'try_again']);
  const attempts = await app.database.db.attendanceAttempt.count({
    where: { sessionId: scene.session.id, checks: { array_contains: [{ check: 11, detail: { room_code: 'wrong' } }] } },
  });
  expect(attempts).toBe(5);
});

it.each<[string, (challenge: Challenge, body: Record<string, unknown>) => Promise<Response>]>([
  ['an invented challenge', (challenge, body) => phone.send(challenge, { ...body, challenge_id: randomUUID() })],
  ['a bad signature', (challenge, body) => phone.send({ ...challenge, nonce: 'another' }, body)],
])('wrong codes with %s count for nothing', async (_, send) => {
  setClock(0);
  const { code } = codeOf();
  const withCode = (room_code: string) => ({ method: 'room_code', frames: [], descriptors: {}, room_code });
  const challenge = await phone.ask(scene.session.id);
  const wrong = phone.markBody(scene.session.id, challenge, withCode(code === '000000' ? '000001' : '000000'));
  for (let i = 0; i < 6; i += 1) {
    expect((await send(challenge, wrong)).body.code).toMatch(/challenge_invalid|device_not_recognised/);
  }
  expect((await phone.mark(scene.session.id, withCode(code))).body).toMatchObject({ success: true });
});
