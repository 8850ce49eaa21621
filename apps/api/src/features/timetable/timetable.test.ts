import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDueSessions } from '#features/sessions/open-due-sessions.ts';
import {
  buildAdmin,
  buildCourse,
  buildPlace,
  buildSchool,
  buildStudent,
  buildTeacher,
  builtPassword,
} from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';
import { makeComingSessions } from './make-coming-sessions.ts';

/** A Friday morning in Berlin. */
const start = new Date('2026-11-20T08:00:00.000Z');
let now = start;
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ context: { now: () => now } });
});
afterAll(async () => app.close());
beforeEach(() => {
  now = start;
});

async function school(timeZone = 'Europe/Berlin') {
  const { db } = app.database;
  const built = await buildSchool(db, { timeZone });
  const [admin, teacher, colleague, student] = [
    await buildAdmin(db, { school: built }),
    await buildTeacher(db, { school: built }),
    await buildTeacher(db, { school: built }),
    await buildStudent(db, { school: built }),
  ];
  const course = await buildCourse(db, { teacher, students: [student], code: 'BIO' });
  return {
    ...{ school: built, teacher, colleague, student, course },
    place: await buildPlace(db, { school: built }),
    asAdmin: await callAs(app, admin),
    asTeacher: await callAs(app, teacher),
    asColleague: await callAs(app, colleague),
    asStudent: await callAs(app, student),
  };
}

const weekly = (courseId: string, given: object = {}) => ({
  ...{ course_id: courseId, title: 'Cells', room: 'R1', weekdays: [1, 3], starts_at_time: '08:00', duration_min: 45 },
  ...{ starts_on: '2026-11-16', ends_on: '2027-03-31' },
  ...given,
});

const sessionsOf = (ruleId: string) =>
  app.database.db.classSession.findMany({ where: { ruleId }, orderBy: { occursOn: 'asc' } });

const starts = async (ruleId: string) =>
  (await sessionsOf(ruleId)).map(({ startsAt, cancelledAt }) =>
    [startsAt.toISOString().slice(5, 16), ...(cancelledAt ? ['cancelled'] : [])].join(' '),
  );

async function made(given: object = {}, zone?: string) {
  const all = await school(zone);
  const { body } = await all.asAdmin.post('/api/timetable_rules', weekly(all.course.id, given)).expect(200);
  const ruleId: string = body.rule.id;
  return { ...all, ruleId, path: `/api/timetable_rules/${ruleId}` };
}

const fortnight = ['11-23T07:00', '11-25T07:00', '11-30T07:00', '12-02T07:00'];

describe('a class that comes again', () => {
  it('has its sessions for the next 14 days at once, at the time of the wall', async () => {
    const { ruleId, asTeacher, school: own } = await made();
    expect(await starts(ruleId)).toEqual(fortnight);
    const { body } = await asTeacher.get('/api/class_sessions?from=2026-11-23T00:00:00Z&to=2026-11-24T00:00:00Z');
    expect(body.items).toMatchObject([{ title: 'Cells', room: 'R1', phase: 'planned', opens_itself: false }]);
    const [audit] = await readAudit(app.database.db, { schoolId: own.id, action: 'timetable_rule.made' });
    expect(audit).toMatchObject({ after: { title: 'Cells', sessions: { made: 4 } } });
  });

  it('is taken with day and time that do not fit refused, and of courses of the school alone', async () => {
    const { asAdmin, asTeacher, course } = await school();
    const other = await school();
    for (const [given, status] of [
      [{ ends_on: '2026-11-15' }, 400],
      [{ starts_on: '2026-11-01', ends_on: '2026-11-19' }, 400],
      [{ weekdays: [6], starts_on: '2026-11-23', ends_on: '2026-11-27' }, 400],
      [{ weekdays: [1, 1] }, 400],
      [{ weekdays: [] }, 400],
      [{ starts_at_time: '24:00' }, 400],
      [{ starts_at_time: '8:00' }, 400],
      [{ starts_on: '2026-02-30' }, 400],
      [{ starts_on: '0001-01-01' }, 400],
      [{ ends_on: '2036-01-01' }, 400],
      [{ duration_min: 4 }, 400],
      [{ every_weeks: 0 }, 400],
      [{ course_id: other.course.id }, 404],
      [{ place_id: other.place.id }, 404],
    ] as const) {
      const answer = await asAdmin.post('/api/timetable_rules', weekly(course.id, given));
      expect([given, answer.status]).toEqual([given, status]);
    }
    await asTeacher.post('/api/timetable_rules', weekly(course.id)).expect(403);
  });

  it('changes what is to come and leaves what was opened or holds a mark', async () => {
    const { ruleId, path, asAdmin, asTeacher, student, school: own } = await made();
    const [first, second] = await sessionsOf(ruleId);
    await asTeacher.post(`/api/class_sessions/${first?.id}/open`, {}).expect(200);
    await app.database.db.attendanceRecord.create({
      data: {
        ...{ schoolId: own.id, sessionId: second?.id ?? '', studentId: student.id, markedAt: now },
        ...{ method: 'manual', status: 'sick', state: 'confirmed' },
      },
    });
    await asAdmin.patch(path, { starts_at_time: '09:30', room: 'R2', duration_min: 90 }).expect(200);
    const after = await sessionsOf(ruleId);
    expect(after.map(({ room }) => room)).toEqual(['R1', 'R1', 'R2', 'R2']);
    expect(after[2]?.startsAt.toISOString()).toBe('2026-11-30T08:30:00.000Z');
    expect(after[2]?.endsAt.toISOString()).toBe('2026-11-30T10:00:00.000Z');
  });

  it('is not made longer than a class may be by changing one of its days alone', async () => {
    const { path, asAdmin } = await made();
    for (const days of [{ ends_on: '2199-12-31' }, { ends_on: '2029-01-25' }, { starts_on: '2025-01-19' }]) {
      const { status, body } = await asAdmin.patch(path, days);
      expect({ days, status, fields: body.fields }).toMatchObject({ days, status: 400, fields: [{ path: 'ends_on' }] });
    }
    await asAdmin.patch(path, { ends_on: '2029-01-24' }).expect(200);
  });

  it('on other days makes those; of the old ones a phone knows of, it says that they are cancelled', async () => {
    const { ruleId, path, asAdmin, student, school: own } = await made();
    const [first] = await sessionsOf(ruleId);
    await app.database.db.challenge.create({
      data: {
        ...{ schoolId: own.id, personId: student.id, sessionId: first?.id ?? '', nonce: 'x', claimedKey: 'x' },
        ...{ isOffline: true, wasSessionActive: false, issuedAt: now, expiresAt: now, livenessPlan: [] },
      },
    });
    await asAdmin.patch(path, { weekdays: [2] }).expect(200);
    expect(await starts(ruleId)).toEqual(['11-23T07:00 cancelled', '11-24T07:00', '12-01T07:00']);
    await asAdmin.patch(path, { weekdays: [1, 3] }).expect(200);
    expect(await starts(ruleId)).toEqual(fortnight);
  });

  it('that is ended gives nothing any more and is in no list', async () => {
    const { ruleId, path, asAdmin } = await made();
    await asAdmin.delete(path).expect(200);
    expect(await starts(ruleId)).toEqual([]);
    expect((await asAdmin.get('/api/timetable_rules').expect(200)).body.items).toEqual([]);
    await asAdmin.patch(path, { room: 'R9' }).expect(404);
  });

  it('tells what it collides with and is made all the same', async () => {
    const { asAdmin, course, teacher } = await made();
    const { db } = app.database;
    const ofTeacher = await buildCourse(db, { teacher, code: 'CHEM' });
    const second = weekly(ofTeacher.id, { title: 'Acids', room: ' r1 ', weekdays: [3], starts_at_time: '08:30' });
    const { body } = await asAdmin.post('/api/timetable_rules', second).expect(200);
    const told = { course_code: 'BIO', title: 'Cells', first_at: '2026-11-25T07:30:00.000Z', count: 8 };
    expect(body.collisions).toEqual([
      { ...told, kind: 'room' },
      { ...told, kind: 'teacher' },
    ]);
    const later = weekly(course.id, { weekdays: [3], starts_at_time: '09:15' });
    expect((await asAdmin.post('/api/timetable_rules', later).expect(200)).body.collisions).toEqual([]);
    const week = await asAdmin.get('/api/timetable?from_on=2026-11-25&to_on=2026-11-25').expect(200);
    expect(week.body.items.map(({ collides }: { collides: unknown }) => collides)).toEqual([
      ['room', 'teacher'],
      ['room', 'teacher'],
      [],
    ]);
  });
});

describe('one day of a class', () => {
  const day = '2026-11-25';

  it('is cancelled by its teacher, seen as such by student and teacher, never open, and comes back', async () => {
    const { ruleId, path, teacher, student, asTeacher, asStudent, asColleague } = await made({ opens_itself: true });
    const off = { occurs_on: day, change: 'cancelled', reason: 'sports day' };
    await asColleague.post(`${path}/exceptions`, off).expect(404);
    await asStudent.post(`${path}/exceptions`, off).expect(403);
    await asTeacher.post(`${path}/exceptions`, off).expect(200);
    expect(await starts(ruleId)).toEqual(fortnight.with(1, '11-25T07:00 cancelled'));
    const coming = await asStudent.get('/api/coming_sessions').expect(200);
    expect(coming.body.sessions).toMatchObject([
      { is_cancelled: false, course_code: 'BIO' },
      { is_cancelled: true, cancel_reason: 'sports day' },
    ]);
    const session = (await sessionsOf(ruleId))[1];
    now = new Date('2026-11-25T07:10:00.000Z');
    expect(await openDueSessions({ db: app.database.db, now: () => now })).not.toContainEqual(
      expect.objectContaining({ id: session?.id }),
    );
    const [teacherThen, studentThen] = [await callAs(app, teacher), await callAs(app, student)];
    await teacherThen.post(`/api/class_sessions/${session?.id}/open`, {}).expect(409);
    expect((await studentThen.get('/api/active_sessions').expect(200)).body.sessions).not.toContainEqual(
      expect.objectContaining({ id: session?.id }),
    );
    now = start;
    await asTeacher.delete(`${path}/exceptions/${day}`).expect(200);
    expect(await starts(ruleId)).toEqual(fortnight);
    await asTeacher.delete(`${path}/exceptions/${day}`).expect(404);
  });

  it('is moved to another day, time and room, and a second word replaces the first', async () => {
    const { ruleId, path, asTeacher, place } = await made();
    const moved = { occurs_on: day, change: 'moved', reason: 'hall is free', moved_to_on: '2026-11-26', room: 'Hall' };
    await asTeacher.post(`${path}/exceptions`, { ...moved, place_id: place.id }).expect(200);
    const session = (await sessionsOf(ruleId))[1];
    expect(session).toMatchObject({ room: 'Hall', placeId: place.id, startsAt: new Date('2026-11-26T07:00:00Z') });
    await asTeacher.post(`${path}/exceptions`, { ...moved, starts_at_time: '14:00', duration_min: 20 }).expect(200);
    const again = (await sessionsOf(ruleId))[1];
    expect(again).toMatchObject({ id: session?.id, placeId: null, endsAt: new Date('2026-11-26T13:20:00Z') });
    const { body } = await asTeacher.get('/api/timetable?from_on=2026-11-26&to_on=2026-11-26').expect(200);
    expect(body.items).toMatchObject([{ change: 'moved', reason: 'hall is free', occurs_on: day }]);
  });

  it.each(['its page', 'the calendar'])('that was moved and cancelled on %s comes back where it was', async (door) => {
    const { ruleId, path, teacher, place, asTeacher } = await made();
    const moved = { occurs_on: day, change: 'moved', reason: 'hall is free', moved_to_on: '2026-11-26', room: 'Hall' };
    await asTeacher.post(`${path}/exceptions`, { ...moved, starts_at_time: '14:00', place_id: place.id }).expect(200);
    const before = (await sessionsOf(ruleId))[1];
    expect(before).toMatchObject({ startsAt: new Date('2026-11-26T13:00:00Z'), cancelledAt: null });
    const page = `/api/class_sessions/${before?.id}`;
    const off = { reason: 'teacher is ill' };
    if (door === 'its page') await asTeacher.post(`${page}/cancel`, off).expect(200);
    else await asTeacher.post(`${path}/exceptions`, { ...off, occurs_on: day, change: 'cancelled' }).expect(200);
    const cancelled = { ...before, cancelledAt: now, cancelReason: 'teacher is ill' };
    expect((await sessionsOf(ruleId))[1]).toEqual(cancelled);
    await makeComingSessions(
      { db: app.database.db, now: () => now },
      { id: teacher.schoolId, timeZone: 'Europe/Berlin' },
    );
    expect((await sessionsOf(ruleId))[1]).toEqual(cancelled);
    // The day that the rule gives is over, the one it was moved to is not.
    now = new Date('2026-11-26T08:00:00.000Z');
    const later = await callAs(app, teacher);
    await later.post(`${page}/restore`, {}).expect(200);
    expect((await sessionsOf(ruleId))[1]).toEqual(before);
    const { body } = await later.get('/api/timetable?from_on=2026-11-26&to_on=2026-11-26').expect(200);
    expect(body.items).toMatchObject([{ change: 'moved', reason: 'hall is free', occurs_on: day, room: 'Hall' }]);
  });

  it.each([
    ['a day that is none of the class', { occurs_on: '2026-11-24' }, 400],
    ['a day after the last', { occurs_on: '2027-04-05' }, 400],
    ['a day that is over', { occurs_on: '2026-11-18' }, 409],
    ['a day that is none at all', { occurs_on: '2026-11-31' }, 400],
  ])('is not cancelled on %s', async (_name, given, status) => {
    const { path, asTeacher } = await made();
    await asTeacher.post(`${path}/exceptions`, { change: 'cancelled', reason: 'sports day', ...given }).expect(status);
  });

  it('that was opened stays, and one of this morning that nobody opened is moved to the afternoon', async () => {
    const { ruleId, path, teacher } = await made();
    const session = (await sessionsOf(ruleId))[1];
    now = new Date('2026-11-25T09:00:00.000Z');
    const asTeacher = await callAs(app, teacher);
    const moved = { occurs_on: day, change: 'moved', reason: 'was ill', starts_at_time: '14:00' };
    await asTeacher.post(`${path}/exceptions`, moved).expect(200);
    expect((await sessionsOf(ruleId))[1]?.startsAt).toEqual(new Date('2026-11-25T13:00:00Z'));
    await asTeacher.post(`/api/class_sessions/${session?.id}/open`, {}).expect(200);
    await asTeacher.post(`${path}/exceptions`, { ...moved, starts_at_time: '15:00' }).expect(409);
    await asTeacher.post(`${path}/exceptions`, { occurs_on: day, change: 'cancelled', reason: 'was ill' }).expect(409);
  });
});

describe('a holiday', () => {
  it('cancels what is to come, leaves what was opened, and gives it back', async () => {
    const { ruleId, asAdmin, asTeacher } = await made();
    const [first] = await sessionsOf(ruleId);
    await asTeacher.post(`/api/class_sessions/${first?.id}/open`, {}).expect(200);
    const days = { name: 'Half term', starts_on: '2026-11-23', ends_on: '2026-11-30' };
    const { body } = await asAdmin.post('/api/holidays', days).expect(200);
    const after = await sessionsOf(ruleId);
    expect(after.map(({ cancelReason }) => cancelReason)).toEqual([null, 'Half term', 'Half term', null]);
    const { body: week } = await asTeacher.get('/api/timetable?from_on=2026-11-23&to_on=2026-11-29').expect(200);
    expect(week.holidays).toEqual([body]);
    await asAdmin.delete(`/api/holidays/${body.id}`).expect(200);
    expect((await sessionsOf(ruleId)).every(({ cancelledAt }) => cancelledAt === null)).toBe(true);
    expect((await asTeacher.get('/api/holidays').expect(200)).body.items).toEqual([]);
  });

  it('that is known before has no sessions at all', async () => {
    const { asAdmin, course } = await school();
    await asAdmin.post('/api/holidays', { name: 'X', starts_on: '2026-11-24', ends_on: '2026-11-25' }).expect(200);
    const { body } = await asAdmin.post('/api/timetable_rules', weekly(course.id)).expect(200);
    expect(await starts(body.rule.id)).toEqual(fortnight.toSpliced(1, 1));
  });
});

describe('the maker of sessions', () => {
  const make = (own: { id: string; timeZone: string }) =>
    makeComingSessions({ db: app.database.db, now: () => now }, own);

  it('goes on day by day, and a second time makes nothing', async () => {
    const { ruleId, school: own } = await made();
    now = new Date('2026-11-27T08:00:00.000Z');
    expect(await make(own)).toEqual({ made: 2, changed: 0, cancelled: 0, removed: 0 });
    expect(await starts(ruleId)).toEqual([...fortnight, '12-07T07:00', '12-09T07:00']);
    expect(await make(own)).toEqual({ made: 0, changed: 0, cancelled: 0, removed: 0 });
  });

  it('makes each session once when several make at once, while the rule is changed', async () => {
    const { ruleId, path, asAdmin, school: own } = await made();
    await app.database.db.classSession.deleteMany({ where: { ruleId } });
    const [change, ...counts] = await Promise.all([
      asAdmin.patch(path, { weekdays: [1, 4] }),
      ...Array.from({ length: 6 }, () => make(own)),
    ]);
    expect(change.status).toBe(200);
    expect(counts.reduce((sum, count) => sum + count.made, 0)).toBeLessThanOrEqual(6);
    expect(await starts(ruleId)).toEqual(['11-23T07:00', '11-26T07:00', '11-30T07:00', '12-03T07:00']);
  });

  it('keeps the time on the wall when the school changes its zone, and over a change of the clock', async () => {
    const { ruleId, school: own } = await made({}, 'Africa/Nairobi');
    expect((await starts(ruleId))[0]).toBe('11-23T05:00');
    const moved = await app.database.db.school.update({
      where: { id: own.id },
      data: { timeZone: 'America/New_York' },
    });
    expect(await make(moved)).toMatchObject({ changed: 4 });
    expect((await starts(ruleId))[0]).toBe('11-23T13:00');
    now = new Date('2027-03-10T12:00:00.000Z');
    await make(moved);
    expect((await starts(ruleId)).slice(-5)).toEqual([
      ...['03-10T13:00', '03-15T12:00', '03-17T12:00', '03-22T12:00', '03-24T12:00'],
    ]);
  });

  it('makes no session anew that an admin has deleted, but a cancelled one in its place', async () => {
    const { ruleId, school: own, asAdmin } = await made();
    const [first] = await sessionsOf(ruleId);
    const deletion = { password: builtPassword, reason: 'made by mistake' };
    await asAdmin.delete(`/api/class_sessions/${first?.id}`, deletion).expect(200);
    await make(own);
    expect(await starts(ruleId)).toEqual(fortnight.with(0, '11-23T07:00 cancelled'));
    expect((await sessionsOf(ruleId))[0]?.cancelReason).toBeNull();
  });

  it('makes nothing for an archived course, and takes back what nobody waits for', async () => {
    const { ruleId, school: own, course } = await made();
    await app.database.db.course.update({ where: { id: course.id }, data: { archivedAt: now } });
    expect(await make(own)).toMatchObject({ made: 0, removed: 4 });
    await app.database.db.course.update({ where: { id: course.id }, data: { archivedAt: null } });
    expect(await make(own)).toMatchObject({ made: 4 });
    expect(await starts(ruleId)).toEqual(fortnight);
  });
});

describe('what opens by itself', () => {
  it('is opened once at its time, also late, never before and never when it is over', async () => {
    const { ruleId, student, school: own } = await made({ opens_itself: true });
    const context = { db: app.database.db, now: () => now };
    const [first, second] = await sessionsOf(ruleId);
    const mine = async () => (await openDueSessions(context)).filter(({ schoolId }) => schoolId === own.id);
    now = new Date('2026-11-23T06:59:59.999Z');
    expect(await mine()).toEqual([]);
    now = new Date('2026-11-23T07:40:00.000Z');
    const opened = (await Promise.all([mine(), mine(), mine()])).flat();
    expect(opened).toEqual([{ id: first?.id, schoolId: own.id }]);
    const asStudent = await callAs(app, student);
    const active = await asStudent.get('/api/active_sessions').expect(200);
    expect(active.body.sessions).toMatchObject([{ id: first?.id }]);
    const [audit] = await readAudit(app.database.db, { subjectId: first?.id ?? '' });
    expect(audit).toMatchObject({ action: 'class_session.opened', actorId: null });
    now = new Date('2026-11-25T07:46:00.000Z');
    expect(await mine()).toEqual([]);
    expect((await sessionsOf(ruleId))[1]).toMatchObject({ id: second?.id, isActive: false });
  });
});
