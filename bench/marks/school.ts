import { createHmac, randomBytes, randomUUID, scryptSync } from 'node:crypto';
import type pg from 'pg';

export const password = 'a password of the bench';
export type Enrolled = { id: string; courseId: string; cookie: string };
export type Size = { courses: number; studentsPerCourse: number; sessionsPerCourse: number };

/** A school of that size with open sessions without a place, and every student signed in. */
export async function fillSchool(pool: pg.Pool, size: Size, sessionSecret: string) {
  const schoolId = randomUUID();
  const teacherId = randomUUID();
  await pool.query(
    `INSERT INTO schools (id, name, join_code, time_zone, consent_text, retention_policy, retention_published_at)
     VALUES ($1, 'Bench School', 'BENCH123', 'UTC', 'I agree.', 'Until the bench ends.', now())`,
    [schoolId],
  );
  await pool.query(`INSERT INTO people (id, school_id, role, name) VALUES ($1, $2, 'teacher', 'Bench Teacher')`, [
    teacherId,
    schoolId,
  ]);
  const sessions = new Map<string, string[]>();
  const students: Enrolled[] = [];
  for (let i = 0; i < size.courses; i += 1) {
    const courseId = randomUUID();
    await pool.query(
      `INSERT INTO courses (id, school_id, code, title, section, teacher_id) VALUES ($1, $2, $3, 'Bench', 'A', $4)`,
      [courseId, schoolId, `B${i}`, teacherId],
    );
    sessions.set(courseId, await addSessions(pool, schoolId, courseId, size.sessionsPerCourse));
    students.push(...(await addStudents(pool, schoolId, courseId, size.studentsPerCourse, sessionSecret)));
  }
  return { schoolId, sessions, students };
}

/** @param isActive false: as planned and never opened, so that check 6 refuses */
export async function addSessions(
  pool: pg.Pool,
  schoolId: string,
  courseId: string,
  count: number,
  isActive = true,
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO class_sessions (id, school_id, course_id, title, room, starts_at, ends_at, is_active, opened_at)
     SELECT gen_random_uuid(), $1, $2, 'Bench', '1', now() - interval '1 hour', now() + interval '2 hours', $4::boolean,
       CASE WHEN $4::boolean THEN now() END
     FROM generate_series(1, $3::int) RETURNING id`,
    [schoolId, courseId, count, isActive],
  );
  return rows.map(({ id }) => id);
}

async function addStudents(pool: pg.Pool, schoolId: string, courseId: string, count: number, secret: string) {
  const ids = Array.from({ length: count }, () => randomUUID());
  await pool.query(
    `INSERT INTO people (id, school_id, role, name, email, password_hash)
     SELECT id, $1, 'student', 'Bench Student', id || '@bench.example', $2 FROM unnest($3::uuid[]) AS id`,
    [schoolId, cheapHash(), ids],
  );
  await pool.query(
    `INSERT INTO enrollments (id, school_id, course_id, student_id)
     SELECT gen_random_uuid(), $1, $2, id FROM unnest($3::uuid[]) AS id`,
    [schoolId, courseId, ids],
  );
  const cookies = await signIn(pool, schoolId, ids, secret);
  return ids.map((id, i) => ({ id, courseId, cookie: cookies[i] ?? '' }));
}

/** Cookies of people who are signed in, in their order. */
export async function signIn(
  pool: pg.Pool,
  schoolId: string,
  ids: readonly string[],
  secret: string,
): Promise<string[]> {
  const sids = ids.map(() => randomBytes(24).toString('base64url'));
  await pool.query(
    `INSERT INTO sign_ins (id, school_id, person_id, address)
     SELECT id, $1, id, '127.0.0.1' FROM unnest($2::uuid[]) AS id`,
    [schoolId, ids],
  );
  await pool.query(
    `INSERT INTO web_sessions (sid, sess, expire)
     SELECT sid, sess::json, now() + interval '6 hours' FROM unnest($1::text[], $2::text[]) AS s (sid, sess)`,
    [sids, ids.map((id) => JSON.stringify(webSession(id)))],
  );
  return sids.map((sid) => {
    const signature = createHmac('sha256', secret).update(sid).digest('base64').replace(/=+$/, '');
    return `__Host-hadir=${encodeURIComponent(`s:${sid}.${signature}`)}`;
  });
}

function webSession(personId: string) {
  const hours = 6 * 3_600_000;
  const cookie = {
    originalMaxAge: hours,
    expires: new Date(Date.now() + hours),
    secure: true,
    httpOnly: true,
    path: '/',
    sameSite: 'lax',
  };
  // One sign-in a person, under the same id.
  return { personId, signInId: personId, cookie };
}

/** Sign-in is not what is measured: the stored string tells its own, low cost. */
function cheapHash(): string {
  const salt = Buffer.alloc(16, 1);
  const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  return `$scrypt$ln=1,r=1,p=1$${unpadded(salt)}$${unpadded(scryptSync(password, salt, 32, { N: 2, r: 1, p: 1 }))}`;
}
