import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClassSession, Course, Person } from '#generated/prisma/client.ts';
import { buildOpenSession, buildStudent } from '#test/build.ts';
import { asOwner } from '#test/database.ts';
import { between, framesOf, makeFace, moved, picturesOf } from '#test/faces.ts';
import { openMarkScene, outcomeFor } from '#test/mark-scene.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openPhone, openReadyPhone, type Phone } from '#test/phone.ts';
import { makeRoomCode } from './room-code.ts';

let app: TestApp;
let student: Person;
let teacher: Person;
let course: Course;
let session: ClassSession;
let phone: Phone;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

beforeEach(async () => {
  ({ teacher, student, course, session, phone } = await openMarkScene(app));
});

const attempts = () => app.database.db.attendanceAttempt.findMany({ where: { studentId: student.id } });
const records = () => app.database.db.attendanceRecord.findMany({ where: { studentId: student.id } });
const face = (frames: unknown) => ({ descriptors: { 'face-api-128': frames } });

const outcomeOf = (send: Parameters<typeof outcomeFor>[2]) => outcomeFor(app, student, send);

describe('checks 11 and 12', () => {
  const numbers = (count: number) => Array.from({ length: count }, () => 0.12);
  it.each<[string, unknown]>([
    ['no descriptor', []],
    ['127 numbers', [numbers(127), numbers(127), numbers(127)]],
    ['129 numbers', [numbers(129), numbers(129), numbers(129)]],
    ['zeros', [Array(128).fill(0), Array(128).fill(0), Array(128).fill(0)]],
    ['strings', [Array(128).fill('0.1'), Array(128).fill('0.1'), Array(128).fill('0.1')]],
    ['nulls', [Array(128).fill(null), Array(128).fill(null), Array(128).fill(null)]],
    ['norm 50', [Array(128).fill(4.42), Array(128).fill(4.42), Array(128).fill(4.42)]],
    ['no list', 'x'],
    ['null', null],
    ['empty lists', [[], [], []]],
  ])('11: %s', async (_, frames) => {
    const outcome = await outcomeOf(() => phone.mark(session.id, face(frames)));
    expect(outcome).toEqual({ status: 400, code: 'face_not_accepted', reason: 'No face' });
  });

  it('11: 1e999 is Infinity and no face', async () => {
    const challenge = await phone.ask(session.id);
    const raw = JSON.stringify(phone.markBody(session.id, challenge)).replace(/-?0\.\d+(e-\d+)?(?=[,\]])/, '1e999');
    const outcome = await outcomeOf(() => phone.send(challenge, raw));
    expect(outcome).toEqual({ status: 400, code: 'face_not_accepted', reason: 'No face' });
  });

  it.each<[string, Record<string, unknown>]>([
    ['two frames', { frames: framesOf(2), descriptors: { 'face-api-128': picturesOf(makeFace(), 2) } }],
    ['six frames', { frames: framesOf(6), descriptors: { 'face-api-128': picturesOf(makeFace(), 6) } }],
    ['metadata of fewer frames', { frames: framesOf(2) }],
    ['malformed metadata', { frames: [1, 2, 3] }],
    ['metadata of frames at one instant', { frames: framesOf(3).map((frame) => ({ ...frame, t_ms: 0 })) }],
    ['no metadata', { frames: undefined }],
    ['another model', { descriptors: { other: picturesOf(makeFace(), 3) } }],
    ['no descriptors', { descriptors: undefined }],
    ['descriptors as a list', { descriptors: [] }],
    ['no method', { method: undefined }],
    ['an unknown method', { method: 'manual' }],
    ['a room code of the wrong type', { room_code: 5 }],
  ])('11: %s', async (_, change) => {
    const outcome = await outcomeOf(() => phone.mark(session.id, change));
    expect(outcome).toEqual({ status: 400, code: 'face_not_accepted', reason: 'No face' });
  });

  it('12: a stranger, a still picture and a crowd are refused alike, and not sooner than 400 ms', async () => {
    const still = moved(phone.face, 0.1);
    const texts: string[] = [];
    for (const frames of [picturesOf(makeFace(), 3), [still, still, still], [1, 2, 3].map(() => makeFace())]) {
      const challenge = await phone.ask(session.id);
      const from = performance.now();
      const { text } = await phone.send(challenge, phone.markBody(session.id, challenge, face(frames)));
      expect(performance.now() - from).toBeGreaterThan(390);
      texts.push(text);
    }
    const challenge = await phone.ask(session.id);
    texts.push((await phone.send(challenge, phone.markBody(session.id, challenge, face([])))).text);
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).not.toMatch(/[0-9]/);
    const kept = await attempts();
    expect(kept.map((attempt) => attempt.reason).sort()).toEqual([
      'Face mismatch',
      'Face mismatch',
      'Face mismatch',
      'No face',
    ]);
    expect(JSON.stringify(kept)).toContain('"still');
    expect(JSON.stringify(kept)).toContain('frames_far_apart');
  });

  it('12: the same pictures under a new challenge are a replay, also on another day', async () => {
    const pictures = picturesOf(phone.face, 3);
    expect((await phone.mark(session.id, face(pictures))).status).toBe(200);
    const next = await buildOpenSession(app.database.db, { course });
    const outcome = await outcomeOf(() => phone.mark(next.id, face(pictures)));
    expect(outcome).toEqual({ status: 400, code: 'face_not_accepted', reason: 'Face mismatch' });
    expect(JSON.stringify(await attempts())).toContain('replay');
    expect((await phone.mark(next.id)).status).toBe(200);
  });

  /** A classmate whose enrolled face lies `distance` from the student's. */
  async function enrolClassmate(distance: number): Promise<Phone> {
    const other = await buildStudent(app.database.db, { schoolId: teacher.schoolId });
    await app.database.db.enrollment.create({
      data: { schoolId: teacher.schoolId, courseId: session.courseId, studentId: other.id },
    });
    const theirs = await openPhone(app, other, moved(phone.face, distance));
    await theirs.register();
    expect((await theirs.enrol()).status).toBe(200);
    return theirs;
  }

  it('12: nearer to somebody else in the course, as soon as staff have confirmed them', async () => {
    const twin = await enrolClassmate(0.6);
    const nearer = () => face(picturesOf(between(phone.face, twin.face, 0.7), 3));
    expect((await phone.mark(session.id, nearer())).body).toMatchObject({ success: true, state: 'pending' });
    expect(await records()).toMatchObject([{ reviewReasons: ['near_another_face', 'close_second'] }]);
    await app.database.db.faceTemplate.updateMany({ data: { state: 'confirmed' } });
    const next = await buildOpenSession(app.database.db, { course });
    const outcome = await outcomeOf(() => phone.mark(next.id, nearer()));
    expect(outcome).toEqual({ status: 400, code: 'face_not_accepted', reason: 'Face mismatch' });
    expect(JSON.stringify(await attempts())).toContain('nearer_to_another');
  });

  it('12: classmates who enrol the very face of another lock nobody out', async () => {
    await enrolClassmate(0.01);
    await enrolClassmate(0.01);
    const { body } = await phone.mark(session.id, face(picturesOf(moved(phone.face, 0.3), 3)));
    expect(body.success).toBe(true);
  });

  it('3: a face row of somebody else does not open: reported, not an error, and the way out is to enrol anew', async () => {
    const other = await buildStudent(app.database.db, { schoolId: teacher.schoolId });
    const theirs = await openReadyPhone(app, other);
    const { db } = app.database;
    const template = await db.faceTemplate.findUniqueOrThrow({ where: { personId: other.id } });
    await db.faceTemplate.delete({ where: { personId: student.id } });
    await db.faceTemplate.update({ where: { id: template.id }, data: { personId: student.id } });
    await db.course.update({ where: { id: session.courseId }, data: { facesVersion: { increment: 1 } } });
    const outcome = await outcomeOf(() => phone.mark(session.id, face(picturesOf(theirs.face, 3))));
    expect(outcome).toEqual({ status: 400, code: 'face_not_registered', reason: 'Face not registered' });
    const reports = () => db.auditEntry.count({ where: { action: 'face_template.unreadable', subjectId: student.id } });
    expect(await reports()).toBe(1);
    await db.course.update({ where: { id: session.courseId }, data: { facesVersion: { increment: 1 } } });
    const again = await phone.mark(session.id, { descriptors: {} });
    expect(again.body).toMatchObject({ next: 'enrol', message: expect.stringMatching(/can no longer be read/) });
    expect(await reports()).toBe(1);
    expect(await db.faceTrial.count({ where: { personId: student.id } })).toBe(0);
    await db.faceTemplate.delete({ where: { personId: student.id } });
    expect((await phone.enrol()).status).toBe(200);
    expect((await phone.mark(session.id)).body.success).toBe(true);
  });
});

it('a report that cannot be written fails no mark', async () => {
  const { db, connection } = app.database;
  const other = await buildStudent(db, { schoolId: teacher.schoolId });
  await db.enrollment.create({
    data: { schoolId: teacher.schoolId, courseId: session.courseId, studentId: other.id },
  });
  await openReadyPhone(app, other);
  await db.faceTemplate.update({ where: { personId: other.id }, data: { wrappedKey: new Uint8Array(60) } });
  await db.course.update({ where: { id: session.courseId }, data: { facesVersion: { increment: 1 } } });
  await asOwner(
    connection,
    `ALTER TABLE audit_entries ADD CONSTRAINT no_report CHECK (action <> 'face_template.unreadable') NOT VALID`,
  );
  try {
    expect((await phone.mark(session.id)).body).toMatchObject({ success: true });
  } finally {
    await asOwner(connection, 'ALTER TABLE audit_entries DROP CONSTRAINT no_report');
  }
});

describe('what goes to a person', () => {
  it('a face in the band above the threshold', async () => {
    const { body } = await phone.mark(session.id, face(picturesOf(moved(phone.face, 0.525), 3)));
    expect(body.state).toBe('pending');
    expect(await records()).toMatchObject([{ state: 'pending', reviewReasons: ['face_band'] }]);
  });

  it('a face that nobody has confirmed', async () => {
    await phone.enrol();
    expect((await phone.mark(session.id)).body.state).toBe('pending');
    expect(await records()).toMatchObject([{ reviewReasons: ['provisional_face'] }]);
  });

  it('the plain form, where the school wants it so', async () => {
    await app.database.db.school.update({ where: { id: student.schoolId }, data: { plainForm: 'review' } });
    const { body } = await phone.caller.post('/api/session_attendance/mark', {
      session_id: session.id,
      descriptor: moved(phone.face, 0.1),
      lat: -6.2,
      lng: 106.8,
      device_id: phone.deviceId,
    });
    expect(body).toMatchObject({ success: true, state: 'pending' });
    // It shows no steps, and a school that asks for them is told so.
    expect(await records()).toMatchObject([{ reviewReasons: ['plain_form', 'liveness_not_shown'] }]);
  });

  it('the room code, which needs no face', async () => {
    await phone.caller.delete('/api/face_template');
    const { code } = makeRoomCode(app.context.masterKey, session, new Date());
    const { body } = await phone.mark(session.id, {
      method: 'room_code',
      room_code: code,
      descriptors: {},
      frames: [],
    });
    expect(body).toMatchObject({ success: true, state: 'pending' });
    expect(await records()).toMatchObject([{ method: 'room_code', reviewReasons: ['room_code'] }]);
  });

  it('five wrong room codes and the right one is refused too', async () => {
    const { code } = makeRoomCode(app.context.masterKey, session, new Date());
    const wrong = code === '000000' ? '111111' : '000000';
    const nexts: string[] = [];
    for (const given of [wrong, wrong, wrong, null, wrong, code]) {
      const change = { method: 'room_code', room_code: given ?? undefined, descriptors: {}, frames: [] };
      const outcome = await outcomeOf(async () => {
        const answer = await phone.mark(session.id, change);
        nexts.push(answer.body.next);
        return answer;
      });
      expect(outcome).toEqual({ status: 400, code: 'room_code_invalid', reason: 'Room code invalid' });
    }
    expect(nexts).toEqual([...Array(5).fill('read_code_again'), 'tell_teacher']);
    expect(await records()).toEqual([]);
  });
});
