import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { Db } from '#db.ts';
import {
  buildAdmin,
  buildAttempt,
  buildCourse,
  buildOpenSession,
  buildPlace,
  buildSchool,
  buildStudent,
  buildSuperAdmin,
  buildTeacher,
  buildViewer,
} from '#test/build.ts';

/** One of everything that an address can name. */
export async function buildWorld(db: Db) {
  const school = await buildSchool(db);
  const [admin, teacher, colleague, student, classmate] = [
    await buildAdmin(db, { school }),
    await buildTeacher(db, { school }),
    await buildTeacher(db, { school }),
    await buildStudent(db, { school }),
    await buildStudent(db, { school }),
  ];
  const schoolClass = await db.schoolClass.create({ data: { schoolId: school.id, name: 'Form 1', level: 1 } });
  const stream = await db.stream.create({
    data: { schoolId: school.id, classId: schoolClass.id, name: 'North', capacity: 40 },
  });
  const guardian = await db.guardian.create({
    data: {
      ...{ schoolId: school.id, studentId: classmate.id },
      name: 'Guardian',
      phone: '+254700000000',
      language: 'en',
    },
  });
  const place = await buildPlace(db, { school });
  const course = await buildCourse(db, { teacher, students: [student, classmate] });
  const session = await buildOpenSession(db, { course, place });
  const attempt = await buildAttempt(db, { school, sessionId: session.id, studentId: student.id });
  const invitation = await db.invitation.create({
    data: {
      schoolId: school.id,
      role: 'teacher',
      name: 'Invited',
      email: `${randomBytes(5).toString('hex')}@built.example`,
      tokenHash: new Uint8Array(randomBytes(32)),
      expiresAt: new Date(Date.now() + 3600_000),
    },
  });
  const file = {
    format: { kind: 'csv', encoding: 'UTF-8', delimiter: ',' },
    headers: ['Name', 'Admission number'],
    rows: [{ row: 2, cells: ['Imported', `N-${randomBytes(4).toString('hex')}`] }],
  };
  const counts = { rows: 1, made: 1, changed: 0, unchanged: 0, wrong: 0, taken_back: 0, kept: 0 };
  const importBatch = await db.importBatch.create({
    data: {
      ...{ schoolId: school.id, kind: 'students', fileName: 'students.csv', state: 'checked', createdById: admin.id },
      ...{ mapping: ['name', 'admission_number'], counts },
      parsed: new Uint8Array(deflateSync(JSON.stringify(file))),
    },
  });
  const own = { schoolId: school.id, personId: classmate.id };
  const key = await db.deviceKey.create({
    data: { ...own, publicKey: {}, thumbprint: 'x', deviceHash: 'x', label: 'Phone', state: 'pending' },
  });
  const passkey = await db.passkey.create({
    data: {
      ...own,
      credentialId: randomBytes(16).toString('base64url'),
      publicKey: new Uint8Array(77),
      counter: 0,
      label: 'Passkey',
    },
  });
  const template = await db.faceTemplate.create({
    data: {
      ...own,
      consentVersion: 1,
      consentTextHash: 'x',
      consentedAt: new Date(),
      wrappedKey: new Uint8Array(60),
      keyVersion: 1,
    },
  });
  await db.personPhoto.create({ data: { ...own, mediaType: 'image/png', bytes: new Uint8Array(8) } });
  const record = await db.attendanceRecord.create({
    data: {
      schoolId: school.id,
      sessionId: session.id,
      studentId: classmate.id,
      method: 'face',
      status: 'present',
      state: 'pending',
      markedAt: new Date(),
    },
  });
  const asked = { schoolId: school.id, sessionId: session.id, reason: 'was there' };
  const request = await db.correctionRequest.create({ data: { ...asked, studentId: classmate.id, wanted: 'late' } });
  const changes = [{ student_id: student.id, status: 'late', was: null }];
  const proposal = await db.changeProposal.create({ data: { ...asked, proposedById: admin.id, changes } });
  const signIn = await db.signIn.create({ data: { ...own, address: '127.0.0.1' } });
  const erasure = await db.erasureRequest.create({ data: { ...own, reason: 'leaving' } });
  const signal = await db.fraudSignal.create({
    data: {
      ...{ schoolId: school.id, kind: 'outside_place', key: student.id, detail: { level: 'low', sessions: 1 } },
      ...{ firstAt: attempt.createdAt, lastAt: attempt.createdAt },
      attempts: { create: { attemptId: attempt.id } },
      people: { create: { personId: student.id } },
    },
  });
  const lookAlike = await db.duplicateFace.create({
    data: {
      ...{ ...own, templateId: template.id, otherPersonId: student.id },
      ...{ model: 'face-api-128', distance: 0.3, radius: 0.4 },
    },
  });
  const [personAId = '', personBId = ''] = [teacher.id, colleague.id].toSorted();
  const twins = await db.twinPair.create({ data: { schoolId: school.id, personAId, personBId, reason: 'twins' } });
  const today = Date.now();
  const dayIn = (days: number) => new Date(Math.floor(today / 86_400_000 + days) * 86_400_000);
  const rule = await db.timetableRule.create({
    data: {
      ...{ schoolId: school.id, courseId: course.id, placeId: place.id, title: 'Every day', room: 'Room 2' },
      ...{ weekdays: [1, 2, 3, 4, 5, 6, 7], startsAtTime: '08:00', durationMin: 60 },
      ...{ startsOn: dayIn(-30), endsOn: dayIn(90) },
    },
  });
  // A day with an exception, as a path and a body name it.
  const ruleDay = { on: dayIn(5).toISOString().slice(0, 10) };
  await db.timetableException.create({
    data: { schoolId: school.id, ruleId: rule.id, occursOn: dayIn(5), change: 'cancelled', reason: 'trip' },
  });
  const holiday = await db.holiday.create({
    data: { schoolId: school.id, name: 'Half term', startsOn: dayIn(40), endsOn: dayIn(45) },
  });
  return {
    school,
    rule,
    ruleDay,
    holiday,
    admin,
    teacher,
    colleague,
    student,
    classmate,
    viewer: await buildViewer(db, { school }),
    /** Of all schools, this one among them. */
    head: await buildSuperAdmin(db),
    schoolClass,
    stream,
    guardian,
    place,
    course,
    session,
    attempt,
    invitation,
    import: importBatch,
    key,
    passkey,
    template,
    signal,
    erasure,
    signIn,
    record,
    request,
    proposal,
    lookAlike,
    twins,
  };
}

export type World = Awaited<ReturnType<typeof buildWorld>>;

/** Rows of every table but the web sessions and what only says that somebody tried, by name. */
export async function countRows(db: Db): Promise<Record<string, number>> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    select tablename as name from pg_tables
    where schemaname = 'public' and tablename not in ('web_sessions', '_prisma_migrations')`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const rows = await db.$queryRawUnsafe<{ rows: number }[]>(`select count(*)::int as rows from "${name}"`);
    counts[name] = rows[0]?.rows ?? -1;
  }
  return counts;
}
