import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildAdmin, buildAttempt, buildCourse, buildOpenSession, buildSchool, buildTeacher } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';
import { forgetOldFiles } from './forget-old-files.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

async function office() {
  const { db } = app.database;
  const school = await buildSchool(db);
  const admin = await buildAdmin(db, { school });
  return { db, school, asAdmin: await callAs(app, admin) };
}

async function run(caller: Caller, kind: string, text: string): Promise<string> {
  const data = Buffer.from(text).toString('base64');
  const checked = await caller.post('/api/imports', { kind, file_name: 'file.csv', data }).expect(200);
  expect(checked.body.check.problems).toEqual([]);
  await caller.post(`/api/imports/${checked.body.import.id}/run`, {}).expect(200);
  return checked.body.import.id;
}

async function undo(caller: Caller, id: string) {
  const { body } = await caller.post(`/api/imports/${id}/undo`, {}).expect(200);
  const rows = await caller.get(`/api/imports/${id}/rows`).expect(200);
  type Row = { row: number; subject: { type: string }; undone: string; kept_because: string | null };
  const told = rows.body.items.map((row: Row) => `${row.row} ${row.subject.type} ${row.kept_because ?? row.undone}`);
  return { counts: body.import.counts, told: told.toSorted() };
}

const people =
  'Adm no,Name,Guardian,Guardian e-mail\nA-1,One,G One,g1@home.example\nA-2,Two,,\nA-3,Three,,\nA-4,Four,,\nA-5,Five,,';

it('takes back what nobody has used, and says of the rest by row why it stays', async () => {
  const { db, school, asAdmin } = await office();
  const id = await run(asAdmin, 'students', people);
  const own = (number: string) =>
    db.person.findFirstOrThrow({ where: { schoolId: school.id, admissionNumber: number } });
  const teacher = await buildTeacher(db, { school });
  const course = await buildCourse(db, { teacher, students: [await own('A-2')] });
  const session = await buildOpenSession(db, { course });
  await buildAttempt(db, { school, sessionId: session.id, studentId: (await own('A-3')).id });
  await db.person.update({ where: { id: (await own('A-4')).id }, data: { name: 'Four Changed' } });
  await db.person.update({ where: { id: (await own('A-5')).id }, data: { passwordHash: 'x' } });
  expect(await undo(asAdmin, id)).toEqual({
    counts: { rows: 5, made: 5, changed: 0, unchanged: 0, wrong: 0, taken_back: 1, kept: 4 },
    told: [
      ...['2 guardian taken_back', '2 person taken_back', '3 person has_enrollments', '4 person has_marks'],
      ...['5 person changed_since', '6 person has_account'],
    ],
  });
  expect(await db.person.count({ where: { schoolId: school.id, role: 'student' } })).toBe(4);
  await asAdmin.post(`/api/imports/${id}/undo`, {}).expect(409);
});

it('makes what was changed what it was, but for what somebody else has now', async () => {
  const { db, school, asAdmin } = await office();
  const mail = () => `${randomBytes(5).toString('hex')}@home.example`;
  const [first, second] = [mail(), mail()];
  await run(asAdmin, 'students', `Adm no,Name,Email\nB-1,One,${first}\nB-2,Two,${second}`);
  const id = await run(asAdmin, 'students', `Adm no,Name,Email\nB-1,Uno,${mail()}\nB-2,Due,${mail()}`);
  await buildTeacher(db, { school, email: second });
  expect((await undo(asAdmin, id)).told).toEqual(['2 person taken_back', '3 person changed_since']);
  const found = await db.person.findMany({
    where: { schoolId: school.id, role: 'student' },
    orderBy: { admissionNumber: 'asc' },
  });
  expect(found).toMatchObject([{ name: 'One', email: first }, { name: 'Due' }]);
});

it('says in the audit log what went and what is again as it was, and nothing of those who never stayed', async () => {
  const { db, school, asAdmin } = await office();
  const email = `${randomBytes(5).toString('hex')}@home.example`;
  await run(asAdmin, 'students', `Adm no,Name,Email\nE-1,One,${email}`);
  const id = await run(
    asAdmin,
    'students',
    `Adm no,Name,Email,Guardian,Phone\nE-1,One,x${email},G One,+254712000001\nE-2,Two,,G Two,+254712345678`,
  );
  const staff = await run(asAdmin, 'staff', `Name,Email,Role\nHead,head.${email},admin`);
  await undo(asAdmin, staff);
  await undo(asAdmin, id);
  const told = async (action: string) =>
    (await readAudit(db, { schoolId: school.id, action })).map(({ before, after }) => [before, after]);
  expect(await told('person.changed')).toEqual([
    [{ email }, { email: `x${email}` }],
    [{ email: `x${email}` }, { email }],
  ]);
  expect(await told('person.removed')).toEqual([[{ role: 'student' }, null]]);
  expect(await told('guardian.removed')).toMatchObject([
    [{ name: 'G One', phone: '+254712000001' }, null],
    [{ guardian_id: expect.any(String) }, null],
  ]);
  expect(JSON.stringify(await readAudit(db, { schoolId: school.id }))).not.toMatch(/Two|345678/);
  expect(await told('invitation.withdrawn')).toEqual([[{ role: 'admin', name: 'Head', email: `head.${email}` }, null]]);
});

it('takes courses, enrollments and invitations back, not those in use', async () => {
  const { db, school, asAdmin } = await office();
  const teacher = await buildTeacher(db, { school });
  const courses = await run(
    asAdmin,
    'courses',
    `Code,Title,Section,Teacher\nC1,One,A,${teacher.email}\nC2,Two,A,${teacher.email}`,
  );
  await run(asAdmin, 'students', 'Adm no,Name\nD-1,One\nD-2,Two');
  const enrolled = await run(asAdmin, 'enrollments', 'Adm no,Course\nD-1,C1\nD-2,C1');
  const course = await db.course.findFirstOrThrow({ where: { schoolId: school.id, code: 'C1' } });
  const student = await db.person.findFirstOrThrow({ where: { schoolId: school.id, admissionNumber: 'D-1' } });
  const session = await buildOpenSession(db, { course });
  await buildAttempt(db, { school, sessionId: session.id, studentId: student.id });
  expect((await undo(asAdmin, enrolled)).told).toEqual(['2 enrollment has_marks', '3 enrollment taken_back']);
  const [ended] = await readAudit(db, { schoolId: school.id, action: 'enrollment.ended' });
  expect([ended?.subjectId, ended?.before?.student_ids]).toEqual([course.id, [expect.any(String)]]);
  expect((await undo(asAdmin, courses)).told).toEqual(['2 course has_sessions', '3 course taken_back']);

  const [used, open] = ['used', 'open'].map((word) => `${word}.${randomBytes(4).toString('hex')}@school.example`);
  const staff = await run(asAdmin, 'staff', `Name,Email\nUsed,${used}\nOpen,${open}`);
  await db.invitation.updateMany({ where: { email: used ?? '' }, data: { usedAt: new Date() } });
  expect((await undo(asAdmin, staff)).told).toEqual(['2 invitation has_account', '3 invitation taken_back']);
  expect(await db.invitation.count({ where: { schoolId: school.id } })).toBe(1);
});

it('is possible for 24 hours; then what people were before is forgotten', async () => {
  const { db, asAdmin } = await office();
  const id = await run(asAdmin, 'students', people);
  app.setNow(new Date(Date.now() + 24 * 3600 * 1000 + 60_000));
  await forgetOldFiles(app.context);
  app.setNow(null);
  const kept = await db.importRow.findMany({ where: { batchId: id } });
  expect(kept).toHaveLength(6);
  for (const { after } of kept) expect(after).toEqual({});
  await db.importBatch.update({ where: { id }, data: { importedAt: new Date(Date.now() - 25 * 3600 * 1000) } });
  const { body } = await asAdmin.post(`/api/imports/${id}/undo`, {}).expect(409);
  expect(body.code).toBe('not_possible_now');
});
