import { MOST_CALLED } from '@hadir/contract/room-code.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCourse, buildOpenSession, buildStudent, buildTeacher } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

/** A class with one waiting mark without a face for each state given. */
async function openClass(...states: ('pending' | 'flagged' | 'confirmed' | 'rejected')[]) {
  const { db } = app.database;
  const teacher = await buildTeacher(db);
  const { schoolId } = teacher;
  const students = await Promise.all(states.map(() => buildStudent(db, { schoolId })));
  const course = await buildCourse(db, { teacher, students });
  const session = await buildOpenSession(db, { course });
  await db.attendanceRecord.createMany({
    data: students.map(({ id }, i) => ({
      schoolId,
      sessionId: session.id,
      studentId: id,
      method: 'room_code' as const,
      status: 'present' as const,
      state: states[i] ?? 'pending',
      reviewReasons: ['room_code'],
      markedAt: new Date(),
    })),
  });
  const stateOf = async (studentId: string | undefined) =>
    (await db.attendanceRecord.findFirst({ where: { sessionId: session.id, studentId: studentId ?? '' } }))?.state;
  const ids = students.map(({ id }) => id);
  return { session, ids, stateOf, asTeacher: await callAs(app, teacher), path: `/api/class_sessions/${session.id}` };
}

describe('a roll call', () => {
  it('confirms who is here and rejects who is not, in one step, with history and what the rules are measured by', async () => {
    const { session, ids, stateOf, asTeacher, path } = await openClass('pending', 'pending', 'pending');
    const [anna, ben, cleo] = ids;
    const { body } = await asTeacher.post(`${path}/roll_call`, { here: [anna, cleo], not_here: [ben] }).expect(200);
    expect(
      new Map(body.items.map((item: { student_id: string; outcome: string }) => [item.student_id, item.outcome])),
    ).toEqual(
      new Map([
        [anna, 'confirmed'],
        [ben, 'rejected'],
        [cleo, 'confirmed'],
      ]),
    );
    expect([await stateOf(anna), await stateOf(ben), await stateOf(cleo)]).toEqual([
      'confirmed',
      'rejected',
      'confirmed',
    ]);
    const { db } = app.database;
    const decisions = await db.reviewDecision.findMany({ where: { sessionId: session.id } });
    expect(decisions.map(({ wasInRoom }) => wasInRoom).sort()).toEqual([false, true, true]);
    const records = await db.attendanceRecord.findMany({
      where: { sessionId: session.id },
      include: { revisions: true },
    });
    expect(records.map(({ revisions }) => revisions.length)).toEqual([1, 1, 1]);
    const audits = await db.auditEntry.findMany({ where: { subjectId: { in: records.map(({ id }) => id) } } });
    expect(audits.map(({ action }) => action).sort()).toEqual([
      'attendance.confirmed',
      'attendance.confirmed',
      'attendance.rejected',
    ]);
  });

  it('reports each mark that waits no more and does the others', async () => {
    const { ids, stateOf, asTeacher, path } = await openClass('pending', 'confirmed', 'rejected', 'flagged');
    const [waiting, marked, turnedDown, flagged] = ids;
    const nobody = '01890000-0000-7000-8000-000000000000';
    const { body } = await asTeacher
      .post(`${path}/roll_call`, { here: [waiting, turnedDown, nobody, flagged], not_here: [marked] })
      .expect(200);
    expect(
      Object.fromEntries(
        body.items.map((item: { student_id: string; outcome: string }) => [item.student_id, item.outcome]),
      ),
    ).toEqual({
      [String(waiting)]: 'confirmed',
      [String(turnedDown)]: 'already_decided',
      [String(marked)]: 'already_decided',
      [String(flagged)]: 'confirmed',
      [nobody]: 'not_found',
    });
    expect([await stateOf(marked), await stateOf(turnedDown)]).toEqual(['confirmed', 'rejected']);
  });

  it('by two teachers at once decides each mark once', async () => {
    const { session, ids, asTeacher, path } = await openClass(...Array<'pending'>(20).fill('pending'));
    const [one, two] = await Promise.all([
      asTeacher.post(`${path}/roll_call`, { here: ids }),
      asTeacher.post(`${path}/roll_call`, { not_here: [...ids].reverse() }),
    ]);
    const done = [...one.body.items, ...two.body.items].filter(({ outcome }) => outcome !== 'already_decided');
    expect(done).toHaveLength(20);
    expect(await app.database.db.reviewDecision.count({ where: { sessionId: session.id } })).toBe(20);
  });

  const nobodies = (count: number) => Array.from({ length: count }, () => crypto.randomUUID());

  it('of as many as it may name is done', async () => {
    const { ids, asTeacher, path } = await openClass(...Array<'pending'>(300).fill('pending'));
    const named = { here: ids, not_here: nobodies(MOST_CALLED - ids.length) };
    const { body } = await asTeacher.post(`${path}/roll_call`, named).expect(200);
    expect(body.items).toHaveLength(MOST_CALLED);
    expect(body.items.filter((item: { outcome: string }) => item.outcome === 'confirmed')).toHaveLength(300);
  });

  it('names somebody, nobody twice, and not too many', async () => {
    const { ids, asTeacher, path } = await openClass('pending');
    for (const body of [
      {},
      { here: [] },
      { here: ids, not_here: ids },
      { here: [...ids, ...ids] },
      { here: nobodies(501), not_here: nobodies(500) },
    ]) {
      expect((await asTeacher.post(`${path}/roll_call`, body)).status).toBe(400);
    }
    expect((await asTeacher.post(`${path}/roll_call`, { here: ['no id'] })).status).toBe(404);
  });
});

describe('the room code on the screen', () => {
  it('is noted with who showed it, asked for, and gone when it is hidden or the class closed', async () => {
    const { session, ids, asTeacher, path } = await openClass('confirmed');
    const { db } = app.database;
    const student = await callAs(app, { id: String(ids[0]), role: 'student' });
    const asked = async () =>
      (await student.post('/api/session_attendance/challenge', { session_id: session.id }).expect(200)).body.room_code;
    const shownAt = async () => (await asTeacher.get(`${path}/roster`).expect(200)).body.room_code?.shown_at ?? null;
    expect([await asked(), await shownAt()]).toEqual(['offered', null]);
    await asTeacher.post(`${path}/room_code/show`, {}).expect(200);
    const since = await shownAt();
    expect([await asked(), Date.parse(since)]).toEqual(['asked', expect.any(Number)]);
    await asTeacher.post(`${path}/room_code/show`, {}).expect(200);
    expect(await shownAt()).toBe(since);
    await asTeacher.post(`${path}/room_code/hide`, {}).expect(200);
    expect([await asked(), await shownAt()]).toEqual(['offered', null]);
    await asTeacher.post(`${path}/room_code/show`, {}).expect(200);
    await asTeacher.post(`${path}/close`, {}).expect(200);
    expect((await db.classSession.findUniqueOrThrow({ where: { id: session.id } })).roomCodeShownAt).toBeNull();
    const { body, status } = await asTeacher.post(`${path}/room_code/show`, {});
    expect([status, body.code]).toEqual([409, 'not_possible_now']);
    await asTeacher.post(`${path}/room_code/hide`, {}).expect(200);
    const audits = await db.auditEntry.findMany({
      where: { subjectId: session.id, action: { not: 'roster.viewed' } },
      orderBy: { id: 'asc' },
    });
    expect(audits.map(({ action }) => action)).toEqual([
      'room_code.shown',
      'room_code.hidden',
      'room_code.shown',
      'class_session.closed',
    ]);
  });

  it('leads by its link to our own page, with nothing for a server to see', async () => {
    const { session, asTeacher, path } = await openClass('pending');
    const { room_code } = (await asTeacher.get(`${path}/roster`).expect(200)).body;
    const link = new URL(room_code.link);
    expect([link.origin, link.pathname, link.search]).toEqual(['http://localhost:3000', '/room', '']);
    expect(link.hash).toMatch(new RegExp(`^#${session.id}\\.\\d+\\.${room_code.code}$`));
  });
});
