import { randomBytes, scryptSync } from 'node:crypto';
import type { Db } from '#db.ts';
import { publishConsentText } from '#features/school/publish-consent-text.ts';
import type { ClassSession, Course, Person, Place, Prisma, Role, School } from '#generated/prisma/client.ts';

// Factories that make their own parents: say what matters to the test, the rest is filled in.

/** Of everybody who is built; hashed cheaply, as the stored string tells its own cost. */
export const builtPassword = 'a password of the tests';
const salt = Buffer.alloc(16, 1);
const hash = scryptSync(builtPassword, salt, 32, { N: 2, r: 1, p: 1 });
const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
const passwordHash = `$scrypt$ln=1,r=1,p=1$${unpadded(salt)}$${unpadded(hash)}`;

const fresh = () => randomBytes(5).toString('hex');

export async function buildSchool(db: Db, given: Partial<Prisma.SchoolUncheckedCreateInput> = {}): Promise<School> {
  const school = await db.school.create({
    data: {
      name: 'Built School',
      joinCode: fresh().toUpperCase().slice(0, 8),
      timeZone: 'Asia/Jakarta',
      consentText: 'I agree.',
      retentionPolicy: 'Seven years.',
      retentionPublishedAt: new Date(),
      ...given,
    },
  });
  const { consentVersion: version, consentPolicy: policy, consentText: text } = school;
  await publishConsentText(db, school.id, { version, policy, text }, null, new Date());
  return school;
}

type PersonGiven = Partial<Prisma.PersonUncheckedCreateInput> & { school?: School };

export async function buildPerson(db: Db, role: Role, { school, ...given }: PersonGiven): Promise<Person> {
  const schoolId = given.schoolId ?? (school ?? (await buildSchool(db))).id;
  const data = { role, name: `Some ${role}`, email: `${role}.${fresh()}@built.example`, passwordHash };
  return db.person.create({ data: { ...data, ...given, schoolId } });
}

export const buildStudent = (db: Db, given: PersonGiven = {}) => buildPerson(db, 'student', given);
export const buildTeacher = (db: Db, given: PersonGiven = {}) => buildPerson(db, 'teacher', given);
export const buildViewer = (db: Db, given: PersonGiven = {}) => buildPerson(db, 'viewer', given);
export const buildAdmin = (db: Db, given: PersonGiven = {}) => buildPerson(db, 'admin', given);

/** At home in the office, which is no school. */
export async function buildSuperAdmin(db: Db, given: PersonGiven = {}): Promise<Person> {
  const office = await db.school.findFirst({ where: { isOffice: true } });
  return buildPerson(db, 'super_admin', { school: office ?? (await buildSchool(db, { isOffice: true })), ...given });
}

type CourseGiven = Partial<Prisma.CourseUncheckedCreateInput> & { teacher?: Person; students?: Person[] };

/** A course of `teacher` (or a new one), with `students` enrolled. */
export async function buildCourse(db: Db, { teacher, students = [], ...given }: CourseGiven = {}): Promise<Course> {
  const { id: teacherId, schoolId } = teacher ?? (await buildTeacher(db));
  const course = await db.course.create({
    // Built sessions began an hour ago, and who is late is for the tests of that to say.
    data: { code: fresh(), title: 'Built Course', section: 'A', graceMin: 240, ...given, teacherId, schoolId },
  });
  await db.enrollment.createMany({
    data: students.map((student) => ({ schoolId, courseId: course.id, studentId: student.id })),
  });
  return course;
}

type PlaceGiven = Partial<Prisma.PlaceUncheckedCreateInput> & { school?: School };

export async function buildPlace(db: Db, { school, ...given }: PlaceGiven = {}): Promise<Place> {
  const schoolId = given.schoolId ?? (school ?? (await buildSchool(db))).id;
  return db.place.create({ data: { name: `Place ${fresh()}`, latitude: -6.2, longitude: 106.8, ...given, schoolId } });
}

type SessionGiven = Partial<Prisma.ClassSessionUncheckedCreateInput> & { course?: Course; place?: Place };

/** Planned for now, two hours long. */
export async function buildSession(db: Db, { course, place, ...given }: SessionGiven = {}): Promise<ClassSession> {
  const { id: courseId, schoolId } = course ?? (await buildCourse(db));
  const hour = 3600 * 1000;
  return db.classSession.create({
    data: {
      title: 'Built Session',
      room: 'Room 1',
      startsAt: new Date(Date.now() - hour),
      endsAt: new Date(Date.now() + hour),
      placeId: place?.id ?? null,
      ...given,
      courseId,
      schoolId,
    },
  });
}

/** The same, opened. */
export const buildOpenSession = (db: Db, given: SessionGiven = {}) =>
  buildSession(db, { isActive: true, openedAt: new Date(), ...given });

type AttemptGiven = Partial<Prisma.AttendanceAttemptUncheckedCreateInput> & { school?: School };

export async function buildAttempt(db: Db, { school, ...given }: AttemptGiven = {}) {
  const schoolId = given.schoolId ?? (school ?? (await buildSchool(db))).id;
  return db.attendanceAttempt.create({
    data: {
      claimedSessionId: given.sessionId ?? 'nowhere',
      studentName: 'Some student',
      method: 'face',
      success: false,
      reason: 'Face mismatch',
      code: 'face_not_accepted',
      checks: [],
      address: '127.0.0.1',
      ...given,
      schoolId,
    },
  });
}
