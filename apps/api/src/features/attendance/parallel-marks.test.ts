import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildCourse, buildOpenSession, buildStudent, buildTeacher } from '#test/build.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openReadyPhone, type Phone } from '#test/phone.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

async function openClass(size: number) {
  const { db } = app.database;
  const teacher = await buildTeacher(db);
  const students = await Promise.all(
    Array.from({ length: size }, () => buildStudent(db, { schoolId: teacher.schoolId })),
  );
  const session = await buildOpenSession(db, { course: await buildCourse(db, { teacher, students }) });
  const phones: Phone[] = [];
  // An enrolment takes its time, so several wait together.
  const waiting = students.values();
  const ready = async () => {
    for (const student of waiting) phones.push(await openReadyPhone(app, student));
  };
  await Promise.all(Array.from({ length: 10 }, ready));
  return { session, phones };
}

it('200 students of one session mark at once from one address: 200 records, 200 attempts, no refusal', async () => {
  const { session, phones } = await openClass(200);
  const marks = await Promise.all(
    phones.map(async (phone) => {
      const challenge = await phone.ask(session.id);
      return { phone, challenge, body: phone.markBody(session.id, challenge) };
    }),
  );
  const answers = await Promise.all(marks.map(({ phone, challenge, body }) => phone.send(challenge, body)));
  expect(answers.map(({ status }) => status)).toEqual(Array(200).fill(200));
  const { db } = app.database;
  const records = await db.attendanceRecord.findMany({ where: { sessionId: session.id } });
  expect(records.filter(({ state }) => state !== 'confirmed')).toEqual([]);
  expect(records).toHaveLength(200);
  expect(await db.attendanceAttempt.count({ where: { sessionId: session.id, success: true } })).toBe(200);
  expect(await db.attendanceAttempt.count({ where: { sessionId: session.id } })).toBe(200);
}, 120_000);

it('100 copies of one mark at once: one record, one accepted answer, every other kept with its reason or a 429', async () => {
  const { session, phones } = await openClass(1);
  const [phone] = phones;
  if (!phone) throw new Error('no phone');
  const challenge = await phone.ask(session.id);
  const body = phone.markBody(session.id, challenge);
  const answers = await Promise.all(Array.from({ length: 100 }, () => phone.send(challenge, body)));
  const codes = answers.map((answer) => (answer.status === 200 ? 'accepted' : String(answer.body.code)));
  expect(codes.filter((code) => code === 'accepted')).toHaveLength(1);
  expect(new Set(codes)).toEqual(new Set(['accepted', 'already_marked', 'retry_later']));
  const { db } = app.database;
  expect(await db.attendanceRecord.count({ where: { sessionId: session.id } })).toBe(1);
  const attempts = await db.attendanceAttempt.findMany({ where: { sessionId: session.id } });
  const limited = codes.filter((code) => code === 'retry_later').length;
  expect(attempts.length + limited).toBe(100);
  expect(attempts.filter(({ success }) => success)).toHaveLength(1);
  const reasons = new Set(attempts.filter(({ success }) => !success).map(({ reason }) => reason));
  expect([...reasons].filter((reason) => !['Challenge invalid', 'Duplicate mark'].includes(reason))).toEqual([]);
  expect(await db.faceProbe.count()).toBe(await db.attendanceRecord.count());
}, 60_000);

it('challenges of three phones of one person, used at once, make one record', async () => {
  const { session, phones } = await openClass(1);
  const [phone] = phones;
  if (!phone) throw new Error('no phone');
  const { db } = app.database;
  const key = await db.deviceKey.findUniqueOrThrow({ where: { id: phone.keyId } });
  // Three open challenges at once, which one key cannot get by asking.
  const first = await phone.ask(session.id);
  const template = await db.challenge.findUniqueOrThrow({ where: { id: first.challenge_id } });
  const others = await db.challenge.createManyAndReturn({
    data: ['one', 'two'].map((nonce) => ({
      schoolId: template.schoolId,
      personId: template.personId,
      sessionId: template.sessionId,
      claimedKey: key.id,
      nonce,
      wasSessionActive: true,
      expiresAt: template.expiresAt,
    })),
  });
  const challenges = [first, ...others.map(({ id, nonce }) => ({ challenge_id: id, nonce }))];
  const answers = await Promise.all(challenges.map((one) => phone.send(one, phone.markBody(session.id, one))));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
  const attempts = await db.attendanceAttempt.findMany({ where: { sessionId: session.id } });
  expect(attempts.map(({ reason }) => reason).sort()).toEqual(['Accepted', 'Duplicate mark', 'Duplicate mark']);
  const duplicate = attempts.find(({ success }) => !success);
  expect(duplicate?.checks).toContainEqual(expect.objectContaining({ check: 10, outcome: 'failed' }));
});

it('asking for a challenge 20 times at once gives one and the same', async () => {
  const { session, phones } = await openClass(1);
  const [phone] = phones;
  if (!phone) throw new Error('no phone');
  const challenges = await Promise.all(Array.from({ length: 20 }, () => phone.ask(session.id)));
  expect(new Set(challenges.map(({ challenge_id }) => challenge_id)).size).toBe(1);
});
