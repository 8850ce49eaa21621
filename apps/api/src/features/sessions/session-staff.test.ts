import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOpenSession, buildSession, buildTeacher } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';
import { buildWorld } from '#test/two-schools.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

const hour = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * hour);

async function world() {
  const made = await buildWorld(app.database.db);
  return {
    ...made,
    path: `/api/class_sessions/${made.session.id}`,
    asTeacher: await callAs(app, made.teacher),
    asColleague: await callAs(app, made.colleague),
    asAdmin: await callAs(app, made.admin),
    asStudent: await callAs(app, made.student),
  };
}

type World = Awaited<ReturnType<typeof world>>;

/** What whoever holds the class session sees and does, and nobody else of the teachers. */
function deeds({ path, student, classmate, record, key, asColleague }: World) {
  return [
    asColleague.get(`${path}/roster`),
    asColleague.post(`${path}/room_code/show`, {}),
    asColleague.post(`${path}/records/${student.id}`, { status: 'late', reason: 'came at ten past' }),
    asColleague.get(`/api/reviews/${record.id}`),
    asColleague.get(`/api/people/${classmate.id}/device_keys`),
    asColleague.get(`/api/people/${classmate.id}/photo`),
    asColleague.post(`/api/people/${classmate.id}/face_template/confirm`, {}),
    asColleague.post(`/api/device_keys/${key.id}/approve`, {}),
    asColleague.post(`${path}/close`, {}),
  ];
}

const statuses = async (calls: ReturnType<typeof deeds>) => {
  const all: number[] = [];
  for (const call of calls) all.push((await call).status);
  return all;
};

describe('a colleague who is added to a class session', () => {
  it('sees and does in it what its teacher does, and nothing any more once removed', async () => {
    const here = await world();
    const { asTeacher, asColleague, asAdmin, path, colleague, school } = here;
    expect(await statuses(deeds(here))).toEqual(Array(9).fill(404));
    const added = await asTeacher.post(`${path}/staff`, { person_id: colleague.id }).expect(200);
    expect(added.body.staff).toEqual([{ id: colleague.id, name: colleague.name, took_over: null }]);
    expect(await statuses(deeds(here))).toEqual(Array(9).fill(200));
    expect((await asColleague.get('/api/class_sessions').expect(200)).body.items).toHaveLength(1);
    expect((await asColleague.get('/api/reviews').expect(200)).body.items).toHaveLength(1);
    expect((await asColleague.get('/api/people').expect(200)).body.items).toHaveLength(2);
    expect((await asColleague.get('/api/courses').expect(200)).body.items).toEqual([]);
    await asColleague.delete(`${path}/staff/${colleague.id}`).expect(200);
    await asColleague.get(`${path}/roster`).expect(404);
    expect((await asColleague.get('/api/people').expect(200)).body.items).toEqual([]);
    await asAdmin.delete(`${path}/staff/${colleague.id}`).expect(404);
    const audits = await readAudit(app.database.db, { schoolId: school.id, subjectId: here.session.id });
    const own = audits.map(({ action }) => action).filter((action) => action.includes('staff'));
    expect(own.toSorted()).toEqual(['class_session.staff_added', 'class_session.staff_removed']);
  });

  it('is a teacher of the school, and added once', async () => {
    const { asTeacher, path, colleague, admin, student, teacher } = await world();
    const stranger = await buildTeacher(app.database.db);
    for (const { id } of [admin, student, stranger])
      await asTeacher.post(`${path}/staff`, { person_id: id }).expect(404);
    expect((await asTeacher.post(`${path}/staff`, { person_id: teacher.id }).expect(200)).body.staff).toEqual([]);
    const adding = Array.from({ length: 3 }, () => asTeacher.post(`${path}/staff`, { person_id: colleague.id }));
    expect((await Promise.all(adding)).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('is found by name among the teachers of the school', async () => {
    const { asTeacher, colleague, school } = await world();
    await buildTeacher(app.database.db, { school, name: 'Amina 100%' });
    const all = await asTeacher.get('/api/colleagues').expect(200);
    expect(all.body.items.map(({ name }: { name: string }) => name)).toEqual(['Amina 100%', colleague.name]);
    expect((await asTeacher.get('/api/colleagues?search=0%25').expect(200)).body.items).toHaveLength(1);
    expect((await asTeacher.get('/api/colleagues?search=_').expect(200)).body.items).toEqual([]);
  });
});

describe('a class session that is taken over', () => {
  it('is held by both, with the reason for its teacher to read and in the audit', async () => {
    const here = await world();
    const { asColleague, asTeacher, path, colleague, teacher, school, session } = here;
    const list = await asColleague.get('/api/sessions_of_colleagues').expect(200);
    expect(list.body.items).toMatchObject([{ id: session.id, teacher: teacher.name, phase: 'open' }]);
    await asColleague.post(`${path}/take_over`, { reason: '' }).expect(400);
    await asColleague.post(`${path}/take_over`, { reason: 'colleague is ill' }).expect(200);
    const { body } = await asTeacher.get(`${path}/roster`).expect(200);
    expect(body.session.staff).toEqual([
      { id: colleague.id, name: colleague.name, took_over: { reason: 'colleague is ill', at: expect.any(String) } },
    ]);
    expect(await statuses(deeds(here))).toEqual(Array(9).fill(200));
    expect((await asColleague.get('/api/sessions_of_colleagues').expect(200)).body.items).toEqual([]);
    const [audit] = await readAudit(app.database.db, { schoolId: school.id, action: 'class_session.taken_over' });
    expect(audit).toMatchObject({ actorId: colleague.id, reason: 'colleague is ill', subjectId: session.id });
  });

  it.each([
    ['a day and more before', { startsAt: 25, endsAt: 26 }],
    ['once it is over', { startsAt: -3, endsAt: -1 }],
    ['once it was closed', { startsAt: -1, endsAt: 1, closedAt: 0 }],
    ['when it is cancelled', { startsAt: 1, endsAt: 2, cancelledAt: 0 }],
  ])('is so not %s', async (_name, hours) => {
    const { asColleague, course } = await world();
    const times = Object.fromEntries(Object.entries(hours).map(([name, from]) => [name, inHours(from)]));
    const { id } = await buildSession(app.database.db, { course, ...times });
    await asColleague.post(`/api/class_sessions/${id}/take_over`, { reason: 'colleague is ill' }).expect(409);
    const { body } = await asColleague.get('/api/sessions_of_colleagues').expect(200);
    expect(body.items).not.toContainEqual(expect.objectContaining({ id }));
  });

  it('is so not by a student, an admin or another school', async () => {
    const { asStudent, asAdmin, path } = await world();
    const other = await world();
    const reason = { reason: 'colleague is ill' };
    await asStudent.post(`${path}/take_over`, reason).expect(403);
    await asAdmin.post(`${path}/take_over`, reason).expect(403);
    await other.asColleague.post(`${path}/take_over`, reason).expect(404);
  });
});

describe('a class session of the moment', () => {
  it('is made and open in one, for a quarter of an hour unless said otherwise', async () => {
    const { asTeacher, asColleague, course, place, school } = await world();
    const { body } = await asTeacher.post('/api/class_sessions/now', { course_id: course.id }).expect(200);
    expect(body).toMatchObject({ phase: 'open', title: course.title, place: null });
    expect(Date.parse(body.ends_at) - Date.parse(body.starts_at)).toBe(15 * 60_000);
    const given = { course_id: course.id, place_id: place.id, minutes: 120, title: 'Cells', room: 'R1', radius_m: 50 };
    const whole = await asTeacher.post('/api/class_sessions/now', given).expect(200);
    expect(whole.body).toMatchObject({ title: 'Cells', room: 'R1', place: { id: place.id }, radius_m: 50 });
    for (const minutes of [4, 121, 15.5]) {
      await asTeacher.post('/api/class_sessions/now', { course_id: course.id, minutes }).expect(400);
    }
    await asColleague.post('/api/class_sessions/now', { course_id: course.id }).expect(404);
    const audits = await readAudit(app.database.db, { schoolId: school.id, action: 'class_session.opened' });
    expect(audits).toHaveLength(2);
  });

  it('of an archived course is not made', async () => {
    const { asTeacher, course } = await world();
    await app.database.db.course.update({ where: { id: course.id }, data: { archivedAt: new Date() } });
    const before = await app.database.db.classSession.count();
    await asTeacher.post('/api/class_sessions/now', { course_id: course.id }).expect(409);
    expect(await app.database.db.classSession.count()).toBe(before);
  });
});

describe('cancelling a class session', () => {
  it('that was planned by hand shows it as cancelled, and it may take place after all', async () => {
    const { asTeacher, asStudent, course, student } = await world();
    const { id } = await buildSession(app.database.db, { course, startsAt: inHours(1), endsAt: inHours(2) });
    const path = `/api/class_sessions/${id}`;
    const { body } = await asTeacher.post(`${path}/cancel`, { reason: 'sports day' }).expect(200);
    expect(body).toMatchObject({ phase: 'cancelled', cancel_reason: 'sports day' });
    expect((await asTeacher.post(`${path}/cancel`, { reason: 'again' }).expect(200)).body).toEqual(body);
    await asTeacher.post(`${path}/open`, {}).expect(409);
    await asTeacher.post(`${path}/close`, {}).expect(409);
    const byHand = { status: 'present', reason: 'was in the room' };
    await asTeacher.post(`${path}/records/${student.id}`, byHand).expect(409);
    const coming = await asStudent.get('/api/coming_sessions').expect(200);
    expect(coming.body.sessions).toMatchObject([{ id, is_cancelled: true, cancel_reason: 'sports day' }]);
    expect((await asTeacher.post(`${path}/restore`, {}).expect(200)).body.phase).toBe('planned');
    await asTeacher.post(`${path}/open`, {}).expect(200);
  });

  it('is refused once it was open, holds marks or is over', async () => {
    const { asTeacher, course, session } = await world();
    const over = await buildSession(app.database.db, { course, startsAt: inHours(-2), endsAt: inHours(-1) });
    const open = await buildOpenSession(app.database.db, { course });
    for (const { id } of [session, over, open]) {
      await asTeacher.post(`/api/class_sessions/${id}/cancel`, { reason: 'sports day' }).expect(409);
    }
  });

  it('of the timetable by whoever holds it stays with the timetable, and is taken back there too', async () => {
    const { asAdmin, asColleague, course, rule } = await world();
    const { db } = app.database;
    await asAdmin.patch(`/api/timetable_rules/${rule.id}`, { room: 'Hall' }).expect(200);
    const where = { ruleId: rule.id, cancelledAt: null, startsAt: { gt: inHours(1) } };
    const session = await db.classSession.findFirstOrThrow({ where, orderBy: { startsAt: 'asc' } });
    const { schoolId } = course;
    const colleague = await buildTeacher(db, { schoolId });
    const path = `/api/class_sessions/${session.id}`;
    await asAdmin.post(`${path}/staff`, { person_id: colleague.id }).expect(200);
    await asColleague.post(`${path}/cancel`, { reason: 'sports day' }).expect(404);
    const asHolder = await callAs(app, colleague);
    await asHolder.post(`${path}/cancel`, { reason: 'sports day' }).expect(200);
    await asAdmin.patch(`/api/timetable_rules/${rule.id}`, { room: 'Gym' }).expect(200);
    expect(await db.classSession.findUniqueOrThrow({ where: { id: session.id } })).toMatchObject({
      cancelReason: 'sports day',
    });
    const { body } = await asHolder.post(`${path}/restore`, {}).expect(200);
    expect(body).toMatchObject({ phase: 'planned', room: 'Gym' });
  });
});
