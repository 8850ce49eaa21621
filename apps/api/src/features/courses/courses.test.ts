import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCourse, buildStudent, builtPassword } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';
import { buildWorld } from '#test/two-schools.ts';
import { createCourseMemory } from './course-memory.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

async function world() {
  const made = await buildWorld(app.database.db);
  return { ...made, asTeacher: await callAs(app, made.teacher), asAdmin: await callAs(app, made.admin) };
}

describe('a course', () => {
  it('is unique by code, section and teacher', async () => {
    const { teacher, colleague, asTeacher, asAdmin } = await world();
    const course = { code: 'BIO', title: 'Biology', section: 'A', teacher_id: teacher.id };
    const made = await asTeacher.post('/api/courses', course).expect(200);
    expect(made.body).toMatchObject({ code: 'BIO', students: 0, is_archived: false, teacher: { id: teacher.id } });
    const twice = await asTeacher.post('/api/courses', course).expect(409);
    expect(twice.body.code).toBe('already_exists');
    await asTeacher.post('/api/courses', { ...course, section: 'B' }).expect(200);
    await asAdmin.post('/api/courses', { ...course, teacher_id: colleague.id }).expect(200);
  });

  it('is made by a teacher for nobody else, and by an admin for staff only', async () => {
    const { student, colleague, asTeacher, asAdmin } = await world();
    const course = { code: 'X', title: 'X', section: 'X' };
    const other = await asTeacher.post('/api/courses', { ...course, teacher_id: colleague.id }).expect(403);
    expect(other.body.code).toBe('not_allowed');
    const pupil = await asAdmin.post('/api/courses', { ...course, teacher_id: student.id }).expect(404);
    expect(pupil.body.fields).toEqual([{ path: 'teacher_id', message: 'is unknown' }]);
  });

  it('changes its section with its teacher, and its teacher with an admin while nothing of it is open', async () => {
    const { course, session, colleague, teacher, student, asTeacher, asAdmin } = await world();
    const path = `/api/courses/${course.id}`;
    expect((await asTeacher.patch(path, { section: 'Z' }).expect(200)).body.section).toBe('Z');
    await asTeacher.patch(path, { teacher_id: colleague.id }).expect(403);
    expect((await asTeacher.patch(path, { teacher_id: teacher.id }).expect(200)).body.teacher.id).toBe(teacher.id);
    const open = await asAdmin.patch(path, { teacher_id: colleague.id }).expect(409);
    expect(open.body.code).toBe('not_possible_now');
    await asTeacher.post(`/api/class_sessions/${session.id}/close`, {}).expect(200);
    await asAdmin.patch(path, { teacher_id: student.id }).expect(404);
    expect((await asAdmin.patch(path, { teacher_id: colleague.id }).expect(200)).body.teacher.id).toBe(colleague.id);
    await asTeacher.patch(path, { title: 'Mine no more' }).expect(404);
    const [, row] = await readAudit(app.database.db, { subjectId: course.id, action: 'course.changed' });
    expect(row).toMatchObject({ before: { teacher_id: teacher.id }, after: { teacher_id: colleague.id } });
  });

  it('keeps code and section once a teacher, also when the section or the teacher changes', async () => {
    const { course, colleague, teacher, asAdmin } = await world();
    await buildCourse(app.database.db, { teacher, code: course.code, section: 'B' });
    await buildCourse(app.database.db, { teacher: colleague, code: course.code, section: course.section });
    const { body: free } = await asAdmin.post('/api/courses', {
      ...{ code: course.code, title: 'T', section: 'C' },
      teacher_id: teacher.id,
    });
    for (const change of [{ section: 'B' }, { section: course.section, teacher_id: colleague.id }]) {
      expect((await asAdmin.patch(`/api/courses/${free.id}`, change).expect(409)).body.code).toBe('already_exists');
    }
  });

  it('is archived and brought back, audited', async () => {
    const { course, asTeacher } = await world();
    const archived = await asTeacher.patch(`/api/courses/${course.id}`, { is_archived: true }).expect(200);
    expect(archived.body).toMatchObject({ is_archived: true, title: course.title });
    const back = await asTeacher.patch(`/api/courses/${course.id}`, { is_archived: false, title: 'New' }).expect(200);
    expect(back.body).toMatchObject({ is_archived: false, title: 'New' });
    for (const nothing of [{}, { title: 'New' }, { is_archived: false }]) {
      expect((await asTeacher.patch(`/api/courses/${course.id}`, nothing).expect(200)).body).toEqual(back.body);
    }
    const audits = await readAudit(app.database.db, { subjectId: course.id });
    expect(audits.map(({ after }) => after)).toMatchObject([
      { title: course.title, is_archived: true, grace_min: 240 },
      { title: 'New', is_archived: false, grace_min: 240 },
    ]);
  });

  it('is deleted with what hangs on it, for the right password, and leaves attempts and a tombstone', async () => {
    const { course, session, attempt, asAdmin } = await world();
    const { db } = app.database;
    expect(await db.attendanceRecord.count({ where: { sessionId: session.id } })).toBe(1);
    const path = `/api/courses/${course.id}`;
    const memory = createCourseMemory<string>({ most: 1, idleMs: 60_000 });
    const inMemory = (value: string) => memory.get(app.database.db, { id: course.id, version: 1 }, async () => value);
    await inMemory('kept');
    const wrong = await asAdmin.delete(path, { password: 'wrong', reason: 'made by mistake' }).expect(401);
    expect(wrong.body.code).toBe('password_wrong');
    expect(await db.course.count({ where: { id: course.id } })).toBe(1);
    await asAdmin.delete(path, { password: builtPassword, reason: 'made by mistake' }).expect(200);
    expect(await db.course.count({ where: { id: course.id } })).toBe(0);
    expect(await db.enrollment.count({ where: { courseId: course.id } })).toBe(0);
    expect(await db.attendanceRecord.count({ where: { sessionId: session.id } })).toBe(0);
    expect(await db.attendanceAttempt.findUnique({ where: { id: attempt.id } })).toMatchObject({
      sessionId: null,
      claimedSessionId: session.id,
    });
    const tombstone = await readAudit(db, { action: 'course.deleted', subjectId: course.id });
    expect(tombstone[0]).toMatchObject({
      reason: 'made by mistake',
      before: { code: course.code, enrollments: 2, sessions: 1, records: 1, attempts_kept: 1 },
    });
    const detail = await asAdmin.get(`/api/attempts/${attempt.id}`).expect(200);
    expect(detail.body).toMatchObject({ session: null, claimed_session_id: session.id });
    const found = await asAdmin.get(`/api/attempts?session_id=${session.id}`).expect(200);
    expect(found.body.items.map(({ id }: { id: string }) => id)).toEqual([attempt.id]);
    expect(await inMemory('loaded anew')).toBe('loaded anew');
  });

  it('is not deleted by guessing the password: five wrong ones a minute', async () => {
    const { course, asAdmin } = await world();
    const statuses: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const answer = await asAdmin.delete(`/api/courses/${course.id}`, { password: 'wrong', reason: 'because' });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
  });
});

describe('two who change the same course at once', () => {
  it('each get an answer that is theirs, never a fault of ours', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { course, student, teacher, asTeacher, asAdmin } = await world();
      const path = `/api/courses/${course.id}`;
      const times = { starts_at: '2030-01-01T08:00:00Z', ends_at: '2030-01-01T09:00:00Z' };
      const answers = await Promise.all([
        asAdmin.delete(path, { password: builtPassword, reason: 'made by mistake' }),
        asTeacher.patch(path, { title: 'New' }),
        asTeacher.patch(path, { is_archived: true }),
        asTeacher.post(`${path}/enrollments`, { student_ids: [student.id] }),
        asTeacher.post('/api/class_sessions', { course_id: course.id, title: 'x', room: '', ...times }),
        asAdmin.post('/api/courses', {
          code: course.code,
          title: 'x',
          section: course.section,
          teacher_id: teacher.id,
        }),
      ]);
      expect(answers[0]?.status).toBe(200);
      for (const { status } of answers) expect([200, 400, 404, 409]).toContain(status);
      expect(await app.database.db.classSession.count({ where: { courseId: course.id } })).toBe(0);
    }
  });
});

describe('enrolling', () => {
  it('takes ids or e-mails and counts those enrolled already apart', async () => {
    const { course, student, classmate, asTeacher } = await world();
    const path = `/api/courses/${course.id}/enrollments`;
    await asTeacher.delete(`${path}/${classmate.id}`).expect(200);
    const listed = await asTeacher.get(path).expect(200);
    expect(listed.body.items).toEqual([
      {
        student: {
          ...{ id: student.id, name: student.name, email: student.email },
          ...{ admission_number: null, face: 'none' },
        },
      },
    ]);
    const byId = await asTeacher
      .post(path, { student_ids: [student.id, classmate.id, classmate.id.toUpperCase()] })
      .expect(200);
    expect(byId.body).toEqual({ enrolled: 1, already_enrolled: 1 });
    const byEmail = await asTeacher.post(path, { emails: [` ${student.email?.toUpperCase()} `] }).expect(200);
    expect(byEmail.body).toEqual({ enrolled: 0, already_enrolled: 1 });
    await asTeacher.delete(`${path}/${classmate.id}`).expect(200);
    await asTeacher.delete(`${path}/${classmate.id}`).expect(404);
  });

  it('takes a class or one of its streams, those who are there', async () => {
    const { course, school, schoolClass, stream, asTeacher } = await world();
    const path = `/api/courses/${course.id}/enrollments`;
    const inClass = { school, classId: schoolClass.id };
    await buildStudent(app.database.db, { ...inClass, streamId: stream.id });
    await buildStudent(app.database.db, inClass);
    const gone = await buildStudent(app.database.db, { ...inClass, isActive: false });
    const ofStream = { class_id: schoolClass.id, stream_id: stream.id };
    expect((await asTeacher.post(path, ofStream).expect(200)).body).toEqual({ enrolled: 1, already_enrolled: 0 });
    const all = await asTeacher.post(path, { class_id: schoolClass.id }).expect(200);
    expect(all.body).toEqual({ enrolled: 1, already_enrolled: 1 });
    await asTeacher.post(path, { class_id: gone.id }).expect(404);
    await asTeacher.post(path, { class_id: (await world()).schoolClass.id }).expect(404);
  });

  it('hides who was deactivated from the list and the count', async () => {
    const { course, student, asAdmin } = await world();
    await asAdmin.post(`/api/people/${student.id}/deactivate`, { reason: 'left school' }).expect(200);
    const listed = await asAdmin.get(`/api/courses/${course.id}/enrollments`).expect(200);
    const { body } = await asAdmin.get('/api/courses').expect(200);
    expect([listed.body.items.length, body.items[0].students]).toEqual([1, 1]);
  });

  it('enrols nobody when one is unknown, and names that one', async () => {
    const { course, student, teacher, asTeacher } = await world();
    const path = `/api/courses/${course.id}/enrollments`;
    await asTeacher.delete(`${path}/${student.id}`).expect(200);
    const { body } = await asTeacher.post(path, { student_ids: [student.id, teacher.id, 'x'] }).expect(404);
    expect(body.fields.map((field: { path: string }) => field.path)).toEqual(['student_ids.1', 'student_ids.2']);
    const mixed = await asTeacher.post(path, { emails: [student.email, 'nobody@built.example'] }).expect(400);
    expect(mixed.body.fields).toEqual([{ path: 'emails.1', message: 'is unknown' }]);
    expect(await app.database.db.enrollment.count({ where: { courseId: course.id } })).toBe(1);
  });
});
