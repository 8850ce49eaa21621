import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCourse, buildOpenSession, buildSession, builtPassword } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';
import { buildWorld } from '#test/two-schools.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

const hour = 3600 * 1000;
const inHours = (hours: number) => new Date(Date.now() + hours * hour);

async function world() {
  const made = await buildWorld(app.database.db);
  return {
    ...made,
    asTeacher: await callAs(app, made.teacher),
    asAdmin: await callAs(app, made.admin),
    asStudent: await callAs(app, made.student),
  };
}

describe('a class session', () => {
  it('is planned, opened early, closed by hand and opened again', async () => {
    const { course, place, teacher, asTeacher, asAdmin } = await world();
    const planned = await asTeacher
      .post('/api/class_sessions', {
        course_id: course.id,
        place_id: place.id,
        title: 'Cells',
        room: 'R1',
        starts_at: inHours(1).toISOString(),
        ends_at: inHours(2).toISOString(),
      })
      .expect(200);
    expect(planned.body).toMatchObject({ phase: 'planned', place: { id: place.id }, course: { id: course.id } });
    const path = `/api/class_sessions/${planned.body.id}`;
    const early = await asTeacher.post(`${path}/close`, {}).expect(409);
    expect(early.body.code).toBe('not_possible_now');
    const opened = await asTeacher.post(`${path}/open`).expect(200);
    expect(opened.body.phase).toBe('open');
    expect(Date.parse(opened.body.starts_at)).toBeLessThanOrEqual(Date.now());
    expect(opened.body.ends_at).toBe(planned.body.ends_at);
    const twice = await asAdmin.post(`${path}/open`, {}).expect(200);
    expect(twice.body).toEqual(opened.body);
    const closed = await asAdmin.post(`${path}/close`, {}).expect(200);
    expect(closed.body.phase).toBe('closed');
    const row = await app.database.db.classSession.findUniqueOrThrow({ where: { id: planned.body.id } });
    expect(row).toMatchObject({ isActive: false, openedById: teacher.id });
    expect(row.closedAt).not.toBeNull();
    const again = await asTeacher.post(`${path}/open`, {}).expect(200);
    expect(again.body.phase).toBe('open');
    const audits = await app.database.db.auditEntry.findMany({
      where: { subjectId: planned.body.id },
      orderBy: { id: 'asc' },
    });
    expect(audits.map(({ action }) => action.split('.')[1])).toEqual(['planned', 'opened', 'closed', 'opened']);
  });

  it('opened after its end lasts as long as was planned', async () => {
    const { course, asTeacher } = await world();
    const { id } = await buildSession(app.database.db, { course, startsAt: inHours(-5), endsAt: inHours(-3) });
    const { body } = await asTeacher.post(`/api/class_sessions/${id}/open`, {}).expect(200);
    expect(Math.abs(Date.parse(body.ends_at) - inHours(2).getTime())).toBeLessThan(30_000);
  });

  it('of an archived course is neither planned nor opened', async () => {
    const { course, session, asTeacher } = await world();
    await asTeacher.post(`/api/class_sessions/${session.id}/close`, {}).expect(200);
    await asTeacher.patch(`/api/courses/${course.id}`, { is_archived: true }).expect(200);
    await asTeacher.post(`/api/class_sessions/${session.id}/open`, {}).expect(409);
    const times = { starts_at: inHours(1).toISOString(), ends_at: inHours(2).toISOString() };
    await asTeacher.post('/api/class_sessions', { course_id: course.id, title: 'x', room: '', ...times }).expect(409);
  });

  it('is closed when its course is archived, audited, and stays so when that is brought back', async () => {
    const { course, session, teacher, asTeacher, asStudent } = await world();
    const { db } = app.database;
    const ended = await buildOpenSession(db, { course, startsAt: inHours(-3), endsAt: inHours(-2) });
    const elsewhere = await buildOpenSession(db, { course: await buildCourse(db, { teacher }) });
    const seen = async () => (await asStudent.get('/api/active_sessions').expect(200)).body.sessions.length;
    expect(await seen()).toBe(1);
    const archive = (is_archived: boolean) => asTeacher.patch(`/api/courses/${course.id}`, { is_archived }).expect(200);
    await archive(true);
    const row = (id: string) => db.classSession.findUniqueOrThrow({ where: { id } });
    expect(await row(session.id)).toMatchObject({
      isActive: false,
      closedById: teacher.id,
      closedAt: expect.any(Date),
    });
    for (const { id } of [ended, elsewhere]) expect(await row(id)).toMatchObject({ isActive: true, closedAt: null });
    const audits = await db.auditEntry.findMany({ where: { subjectId: session.id } });
    expect(audits).toMatchObject([{ action: 'class_session.closed', actorId: teacher.id }]);
    await archive(false);
    expect(await seen()).toBe(0);
  });

  it('of an archived course is not listed to students even where it was left open', async () => {
    const { course, asStudent } = await world();
    await app.database.db.course.update({ where: { id: course.id }, data: { archivedAt: new Date() } });
    expect((await asStudent.get('/api/active_sessions').expect(200)).body.sessions).toEqual([]);
  });

  it('is not opened while its course is just being archived', async () => {
    const { course, asTeacher } = await world();
    const { id } = await buildSession(app.database.db, { course, startsAt: inHours(0), endsAt: inHours(1) });
    const client = await app.database.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('UPDATE courses SET archived_at = now() WHERE id = $1', [course.id]);
      const opening = asTeacher.post(`/api/class_sessions/${id}/open`, {}).then(({ status }) => status);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await client.query('COMMIT');
      expect(await opening).toBe(409);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });

  it.each([
    ['ends before it begins', 2, 1],
    ['lasts more than a day', 1, 26],
  ])('that %s is refused', async (_name, starts, ends) => {
    const { course, asTeacher } = await world();
    const times = { starts_at: inHours(starts).toISOString(), ends_at: inHours(ends).toISOString() };
    const { body } = await asTeacher
      .post('/api/class_sessions', { course_id: course.id, title: 'x', room: '', ...times })
      .expect(400);
    expect(body.fields[0].path).toBe('ends_at');
  });

  it('of another school is neither opened nor waited for', async () => {
    const { session } = await world();
    const { asAdmin } = await world();
    const client = await app.database.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('SELECT FROM class_sessions WHERE id = $1 FOR UPDATE', [session.id]);
      await asAdmin.post(`/api/class_sessions/${session.id}/open`, {}).expect(404);
      await asAdmin.post(`/api/class_sessions/${session.id}/close`, {}).expect(404);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });

  it('is deleted with its records for the right password; attempts and a tombstone stay', async () => {
    const { session, attempt, asAdmin } = await world();
    const path = `/api/class_sessions/${session.id}`;
    await asAdmin.delete(path, { password: 'wrong', reason: 'made by mistake' }).expect(401);
    await asAdmin.delete(path, { password: builtPassword, reason: 'made by mistake' }).expect(200);
    await asAdmin.delete(path, { password: builtPassword, reason: 'made by mistake' }).expect(404);
    expect(await app.database.db.attendanceAttempt.count({ where: { id: attempt.id, sessionId: null } })).toBe(1);
    const tombstone = await readAudit(app.database.db, { action: 'class_session.deleted', subjectId: session.id });
    expect(tombstone[0]).toMatchObject({ reason: 'made by mistake', before: { attempts_kept: 1, records: 1 } });
  });
});

describe('the sessions of a day', () => {
  it('are those that touch today where the school is, unless another time is asked for', async () => {
    const { course, school, asTeacher, session } = await world();
    await app.database.db.classSession.delete({ where: { id: session.id } });
    // 23:30 in Jakarta (UTC+7) of the second of March.
    app.setNow(new Date('2026-03-02T16:30:00Z'));
    const build = (startsAt: string, endsAt: string) =>
      buildSession(app.database.db, { course, startsAt: new Date(startsAt), endsAt: new Date(endsAt) });
    const yesterday = await build('2026-03-01T15:00:00Z', '2026-03-01T16:59:00Z');
    const overnight = await build('2026-03-01T16:00:00Z', '2026-03-01T18:00:00Z');
    const today = await build('2026-03-02T02:00:00Z', '2026-03-02T04:00:00Z');
    const tomorrow = await build('2026-03-02T17:00:00Z', '2026-03-02T18:00:00Z');
    expect(school.timeZone).toBe('Asia/Jakarta');
    const asTeacherNow = await callAs(app, { id: course.teacherId, role: 'teacher' });
    const ids = async (query: string) =>
      (await asTeacherNow.get(`/api/class_sessions${query}`).expect(200)).body.items.map(
        ({ id }: { id: string }) => id,
      );
    expect(await ids('')).toEqual([overnight.id, today.id]);
    expect(await ids('?from=2026-03-01T00:00:00Z&to=2026-03-05T00:00:00%2B07:00')).toEqual(
      [yesterday, overnight, today, tomorrow].map(({ id }) => id),
    );
    await asTeacherNow.get(`/api/class_sessions?course_id=${school.id}`).expect(404);
    app.setNow(null);
    await asTeacher.get('/api/class_sessions?from=2026-03-05T00:00:00Z&to=2026-03-01T00:00:00Z').expect(400);
  });
});

describe('the active sessions of a student', () => {
  it('are open now, of the own courses, with the own mark', async () => {
    const { course, teacher, student, school, session, asStudent } = await world();
    const { db } = app.database;
    await buildSession(db, { course });
    await buildOpenSession(db, { course, startsAt: inHours(1), endsAt: inHours(2) });
    await buildOpenSession(db, { course, startsAt: inHours(-2), endsAt: inHours(-1) });
    await buildOpenSession(db, { course: await buildCourse(db, { teacher }) });
    const list = async () => (await asStudent.get('/api/active_sessions').expect(200)).body.sessions;
    expect(await list()).toMatchObject([
      { id: session.id, course_code: course.code, mark: 'none', place: { id: session.placeId } },
    ]);
    const record = await db.attendanceRecord.create({
      data: {
        schoolId: school.id,
        sessionId: session.id,
        studentId: student.id,
        method: 'face',
        status: 'present',
        state: 'pending',
        markedAt: new Date(),
      },
    });
    for (const [state, mark] of [
      ['pending', 'pending'],
      ['flagged', 'present'],
      ['confirmed', 'present'],
      ['rejected', 'rejected'],
    ] as const) {
      await db.attendanceRecord.update({ where: { id: record.id }, data: { state } });
      expect((await list())[0].mark).toBe(mark);
    }
  });
});

describe('where a class session is held', () => {
  it('has a radius of its own, given when it is planned or opened, and can be taken away', async () => {
    const { course, place, asTeacher } = await world();
    const times = { starts_at: inHours(1).toISOString(), ends_at: inHours(2).toISOString() };
    const planned = await asTeacher
      .post('/api/class_sessions', {
        course_id: course.id,
        place_id: place.id,
        radius_m: 250,
        title: 'Cells',
        room: '',
        ...times,
      })
      .expect(200);
    expect(planned.body).toMatchObject({ radius_m: 250, place: { id: place.id } });
    const path = `/api/class_sessions/${planned.body.id}`;
    expect((await asTeacher.post(`${path}/open`, { radius_m: 60 }).expect(200)).body).toMatchObject({
      radius_m: 60,
      phase: 'open',
    });
    const moved = await asTeacher.post(`${path}/open`, { place_id: null, radius_m: null }).expect(200);
    expect(moved.body).toMatchObject({ radius_m: null, place: null, phase: 'open' });
    for (const body of [{ radius_m: 9 }, { radius_m: 2001 }, { radius_m: 50.5 }]) {
      expect((await asTeacher.post(`${path}/open`, body)).body.code).toBe('invalid_request');
    }
    await asTeacher.post(`${path}/open`, { place_id: 'nowhere' }).expect(404);
    const audits = await app.database.db.auditEntry.findMany({
      where: { subjectId: planned.body.id },
      orderBy: { id: 'asc' },
    });
    expect(audits.map(({ action }) => action)).toEqual([
      'class_session.planned',
      'class_session.opened',
      'class_session.moved',
    ]);
  });
});
