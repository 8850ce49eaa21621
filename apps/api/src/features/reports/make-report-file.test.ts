import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildAdmin, buildCourse, buildSchool, buildStudent, buildTeacher } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

it('the file of one student’s history is written to the audit of that student, other files to that of the school', async () => {
  const { db } = app.database;
  const school = await buildSchool(db);
  const [teacher, student] = [await buildTeacher(db, { school }), await buildStudent(db, { school })];
  await buildCourse(db, { teacher, students: [student] });
  const admin = await callAs(app, await buildAdmin(db, { school }));
  const file = { format: 'csv', language: 'en' };
  await admin.post('/api/report_files', { ...file, report: 'student', student_id: student.id }).expect(200);
  await admin.post('/api/report_files', { ...file, report: 'courses' }).expect(200);
  const told = async (subjectType: string, subjectId: string) =>
    (await readAudit(db, { schoolId: school.id, subjectType, subjectId })).flatMap(({ action, after }) =>
      action.startsWith('report.') ? [[action, after?.report]] : [],
    );
  expect(await told('person', student.id)).toEqual([
    ['report.exported', 'student'],
    ['report.export_ended', 'student'],
  ]);
  expect(await told('school', school.id)).toEqual([
    ['report.exported', 'courses'],
    ['report.export_ended', 'courses'],
  ]);
  const own = await (await callAs(app, student)).get('/api/me/export').responseType('blob').expect(200);
  expect(String(own.body)).toContain('report.exported');
});
