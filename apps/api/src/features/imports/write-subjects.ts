import type { Tx } from '#db.ts';
import type { Actor } from '#features/audit/record-audit.ts';
import { hashToken, newToken } from '#features/people/invitation-token.ts';
import type {
  CourseValues,
  EnrollmentValues,
  GuardianValues,
  InvitationValues,
  PersonValues,
} from './subject-values.ts';

// One statement for all rows of a kind, whatever their number.

type Rows<Values> = readonly { id: string; values: Values }[];

const json = <Values extends object>(rows: Rows<Values>) =>
  JSON.stringify(rows.map(({ id, values }) => ({ id, ...values })));

/** New people are students without an account. */
export async function insertStudents(tx: Tx, schoolId: string, rows: Rows<PersonValues>, now: Date): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO people (id, school_id, role, name, email, admission_number, born_on, gender, class_id, stream_id, created_at)
    SELECT id, ${schoolId}::uuid, 'student', name, email, admission_number, born_on, gender, class_id, stream_id, ${now}
    FROM jsonb_to_recordset(${json(rows)}::jsonb) AS made (id uuid, name text, email text, admission_number text,
      born_on date, gender "Gender", class_id uuid, stream_id uuid)`;
}

export async function updatePeople(tx: Tx, schoolId: string, rows: Rows<PersonValues>): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE people AS person SET name = given.name, email = given.email, admission_number = given.admission_number,
      born_on = given.born_on, gender = given.gender, class_id = given.class_id, stream_id = given.stream_id,
      department = given.department
    FROM jsonb_to_recordset(${json(rows)}::jsonb) AS given (id uuid, name text, email text, admission_number text,
      born_on date, gender "Gender", class_id uuid, stream_id uuid, department text)
    WHERE person.id = given.id AND person.school_id = ${schoolId}::uuid`;
}

export async function insertGuardians(tx: Tx, schoolId: string, rows: Rows<GuardianValues>, now: Date): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO guardians (id, school_id, student_id, name, phone, email, language, created_at)
    SELECT id, ${schoolId}::uuid, student_id, name, phone, email, language, ${now}
    FROM jsonb_to_recordset(${json(rows)}::jsonb)
      AS made (id uuid, student_id uuid, name text, phone text, email text, language text)`;
}

export async function updateGuardians(tx: Tx, schoolId: string, rows: Rows<GuardianValues>): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE guardians AS guardian
    SET name = given.name, phone = given.phone, email = given.email, language = given.language
    FROM jsonb_to_recordset(${json(rows)}::jsonb) AS given (id uuid, name text, phone text, email text, language text)
    WHERE guardian.id = given.id AND guardian.school_id = ${schoolId}::uuid`;
}

export async function insertCourses(tx: Tx, schoolId: string, rows: Rows<CourseValues>, now: Date): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO courses (id, school_id, code, title, section, teacher_id, created_at)
    SELECT id, ${schoolId}::uuid, code, title, section, teacher_id, ${now}
    FROM jsonb_to_recordset(${json(rows)}::jsonb)
      AS made (id uuid, code text, title text, section text, teacher_id uuid)`;
}

export async function updateCourses(tx: Tx, schoolId: string, rows: Rows<CourseValues>): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE courses AS course SET title = given.title
    FROM jsonb_to_recordset(${json(rows)}::jsonb) AS given (id uuid, title text)
    WHERE course.id = given.id AND course.school_id = ${schoolId}::uuid`;
}

export async function insertEnrollments(
  tx: Tx,
  schoolId: string,
  rows: Rows<EnrollmentValues>,
  now: Date,
): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO enrollments (id, school_id, course_id, student_id, created_at)
    SELECT id, ${schoolId}::uuid, course_id, student_id, ${now}
    FROM jsonb_to_recordset(${json(rows)}::jsonb) AS made (id uuid, course_id uuid, student_id uuid)`;
}

const invitationLastsMs = 7 * 24 * 3600 * 1000;

/**
 * Invitations in place of earlier unused ones. No lock keeps each e-mail meanwhile, they would be thousands: whoever
 * makes an account at the same moment has it, and the invitation says so when it is used.
 * @returns the tokens by id, known to nobody else
 */
export async function insertInvitations(
  tx: Tx,
  { schoolId, id: invitedById }: Actor,
  rows: Rows<InvitationValues>,
  now: Date,
): Promise<Map<string, string>> {
  if (rows.length === 0) return new Map();
  const emails = rows.map(({ values }) => values.email);
  await tx.$executeRaw`
    DELETE FROM invitations
    WHERE school_id = ${schoolId}::uuid AND email = ANY(${emails}::text[]) AND used_at IS NULL`;
  const made = rows.map(({ id, values }) => {
    const token = newToken();
    return { token, row: { id, ...values, token_hash: Buffer.from(hashToken(token)).toString('hex') } };
  });
  const expiresAt = new Date(now.getTime() + invitationLastsMs);
  await tx.$executeRaw`
    INSERT INTO invitations (id, school_id, role, name, email, department, token_hash, invited_by_id, created_at, expires_at)
    SELECT id, ${schoolId}::uuid, role, name, email, department, decode(token_hash, 'hex'), ${invitedById}::uuid, ${now},
      ${expiresAt}
    FROM jsonb_to_recordset(${JSON.stringify(made.map(({ row }) => row))}::jsonb)
      AS made (id uuid, role "Role", name text, email text, department text, token_hash text)`;
  return new Map(made.map(({ token, row }) => [row.id, token]));
}
