import { createHmac, randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Size } from './options.ts';

/** School days of the year that is made, up to yesterday; the last of them are `today`. */
const days = 200;
const coursesOfStudent = 5;
/** About the share of enrolled students who mark in a session. */
const attendance = 0.9;
const classes = 96;

export type World = { schoolId: string; adminId: string; teacherId: string; studentId: string; courseId: string };

/** A school of that size, written by the database itself; once there it is taken as it is. */
export async function fillDatabase(pool: pg.Pool, size: Size, say: (what: string) => void): Promise<World> {
  const made = await findWorld(pool);
  if (made) return made;
  const writer = await pool.connect();
  // What is made here refers to what was made here: fifteen million looks at foreign keys are spared.
  await writer.query('SET session_replication_role = replica');
  const step = async (what: string, sql: string, values: unknown[] = []) => {
    const from = performance.now();
    await writer.query(sql, values);
    say(`${what}: ${((performance.now() - from) / 1000).toFixed(1)} s`);
  };
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO schools (id, name, join_code, time_zone, consent_text, retention_policy, retention_published_at)
     VALUES (gen_random_uuid(), 'Bench School', 'BENCHLST', 'Africa/Nairobi', 'I agree.', 'Until the bench ends.', now())
     RETURNING id`,
  );
  const school = rows[0]?.id ?? '';
  const teachers = Math.max(10, Math.ceil(size.courses / 8));
  await step('classes', classesSql, [school, classes]);
  await step('staff', staffSql, [school, teachers]);
  await step('students', studentsSql, [school, size.students, classes]);
  await step('courses', coursesSql, [school, size.courses, teachers]);
  await step('enrollments', enrollmentsSql, [school, coursesOfStudent, size.courses]);
  const perSession = (size.students * coursesOfStudent) / size.courses;
  const sessionsOfCourse = Math.max(2, Math.ceil(size.attempts / (size.courses * perSession * attendance)));
  await step(`${sessionsOfCourse} class sessions of each course`, sessionsSql, [school, sessionsOfCourse, days]);
  const pairs = size.courses * perSession * sessionsOfCourse;
  await step('attempts', attemptsSql, [school, size.attempts / pairs]);
  await step('records', recordsSql, [school]);
  await step('VACUUM ANALYZE', 'VACUUM ANALYZE');
  await writer.query('RESET session_replication_role');
  writer.release();
  const world = await findWorld(pool);
  if (!world) throw new Error('the school was not made');
  return world;
}

async function findWorld(pool: pg.Pool): Promise<World | null> {
  const { rows } = await pool.query<World>(
    `SELECT school.id AS "schoolId", admin.id AS "adminId", course.teacher_id AS "teacherId", course.id AS "courseId",
       (SELECT student_id FROM enrollments WHERE course_id = course.id ORDER BY id LIMIT 1) AS "studentId"
     FROM schools AS school
     JOIN people AS admin ON admin.school_id = school.id AND admin.role = 'admin'
     JOIN courses AS course ON course.school_id = school.id AND course.code = 'C00007'
     WHERE school.join_code = 'BENCHLST' AND EXISTS (SELECT FROM attendance_records) LIMIT 1`,
  );
  return rows[0] ?? null;
}

const classesSql = `
  INSERT INTO classes (id, school_id, name, level)
  SELECT gen_random_uuid(), $1, 'Form ' || n, 1 + n % 12 FROM generate_series(1, $2::int) AS n`;

const staffSql = `
  INSERT INTO people (id, school_id, role, name, email)
  SELECT gen_random_uuid(), $1::uuid, 'teacher'::"Role", 'Teacher ' || n, 'teacher.' || n || '@bench.example'
  FROM generate_series(1, $2::int) AS n
  UNION ALL SELECT gen_random_uuid(), $1::uuid, 'admin', 'Admin', 'admin@bench.example'`;

const studentsSql = `
  INSERT INTO people (id, school_id, role, name, email, admission_number, class_id)
  SELECT gen_random_uuid(), $1::uuid, 'student', 'Student ' || md5(n::text), 'student.' || n || '@bench.example',
    'ADM-' || n, class.id
  FROM generate_series(1, $2::int) AS n
  JOIN (SELECT id, row_number() OVER (ORDER BY name) - 1 AS seat FROM classes WHERE school_id = $1) AS class
    ON class.seat = n % $3::int`;

const coursesSql = `
  INSERT INTO courses (id, school_id, code, title, section, teacher_id)
  SELECT gen_random_uuid(), $1::uuid, 'C' || lpad(n::text, 5, '0'), 'Course ' || n, 'A', teacher.id
  FROM generate_series(1, $2::int) AS n
  JOIN (SELECT id, row_number() OVER (ORDER BY name) - 1 AS seat FROM people WHERE school_id = $1 AND role = 'teacher')
    AS teacher ON teacher.seat = n % $3::int`;

// Neighbours share courses, as classes do.
const enrollmentsSql = `
  INSERT INTO enrollments (id, school_id, course_id, student_id, created_at)
  SELECT gen_random_uuid(), $1::uuid, course.id, student.id, now() - interval '1 year'
  FROM (SELECT id, row_number() OVER (ORDER BY admission_number) - 1 AS seat FROM people
    WHERE school_id = $1 AND role = 'student') AS student
  CROSS JOIN generate_series(0, $2::int - 1) AS n
  JOIN (SELECT id, row_number() OVER (ORDER BY code) - 1 AS seat FROM courses WHERE school_id = $1) AS course
    ON course.seat = (student.seat * $2::int / 125 + n * 401) % $3::int
  ON CONFLICT DO NOTHING`;

const sessionsSql = `
  INSERT INTO class_sessions
    (id, school_id, course_id, title, room, starts_at, ends_at, is_active, opened_at, closed_at)
  SELECT gen_random_uuid(), $1::uuid, course.id, 'Session ' || n, 'R' || n % 40, at.starts, at.starts + interval '1 hour',
    true, at.starts, at.starts + interval '1 hour'
  FROM generate_series(0, $2::int - 1) AS n
  CROSS JOIN (SELECT id, row_number() OVER (ORDER BY code) AS seat FROM courses WHERE school_id = $1) AS course
  CROSS JOIN LATERAL (
    SELECT date_trunc('day', now()) - (((n * $3::int) / $2::int + course.seat) % $3::int) * interval '1 day'
      + (course.seat % 8 + 5) * interval '1 hour' - interval '1 day' AS starts
  ) AS at
  ORDER BY at.starts`;

const attemptsSql = `
  INSERT INTO attendance_attempts
    (id, school_id, session_id, claimed_session_id, student_id, student_name, method, success, reason, code, state,
      latitude, longitude, accuracy_m, distance_m, face_distance, checks, device_hash, address, user_agent, created_at)
  SELECT gen_random_uuid(), $1::uuid, session.id, session.id::text, student.id, student.name, 'face', luck.good,
    CASE WHEN luck.good THEN 'Accepted' ELSE 'Face mismatch' END,
    CASE WHEN luck.good THEN 'present' ELSE 'face_not_accepted' END,
    CASE WHEN luck.good THEN 'confirmed'::"RecordState" END,
    -1.29 + random() / 1000, 36.82 + random() / 1000, 10 + random() * 30, random() * 90, 0.2 + random() * 0.4,
    '[{"check": 12, "name": "face", "outcome": "passed", "detail": {}}]', md5(student.id::text) || md5(student.name),
    '10.0.0.1', 'Bench', session.starts_at + random() * interval '20 minutes'
  FROM class_sessions AS session
  JOIN enrollments AS enrollment ON enrollment.course_id = session.course_id
  JOIN people AS student ON student.id = enrollment.student_id
  CROSS JOIN LATERAL (SELECT random() < 0.97 AS good, session.id AS one, student.id AS other) AS luck
  WHERE session.school_id = $1::uuid AND random() < $2::float
  ORDER BY session.starts_at`;

const recordsSql = `
  INSERT INTO attendance_records (id, school_id, session_id, student_id, method, status, state, attempt_id, marked_at)
  SELECT gen_random_uuid(), school_id, session_id, student_id, 'face',
    CASE WHEN random() < 0.08 THEN 'late'::"AttendanceStatus" ELSE 'present' END, 'confirmed', id, created_at
  FROM attendance_attempts WHERE school_id = $1::uuid AND success ORDER BY created_at
  ON CONFLICT DO NOTHING`;

/** The cookie of somebody who is signed in, as the product makes it. */
export async function signIn(pool: pg.Pool, personId: string, secret: string): Promise<string> {
  const sid = randomBytes(24).toString('base64url');
  const hours = 6 * 3_600_000;
  const cookie = {
    originalMaxAge: hours,
    expires: new Date(Date.now() + hours),
    secure: true,
    httpOnly: true,
    path: '/',
  };
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO sign_ins (id, school_id, person_id, address, stepped_up_at, second_factor_at)
     SELECT gen_random_uuid(), school_id, id, '127.0.0.1', now(), now() FROM people WHERE id = $1 RETURNING id`,
    [personId],
  );
  const session = { personId, signedInAt: Date.now(), signInId: rows[0]?.id, cookie: { ...cookie, sameSite: 'lax' } };
  await pool.query(`INSERT INTO web_sessions (sid, sess, expire) VALUES ($1, $2, now() + interval '6 hours')`, [
    sid,
    session,
  ]);
  const signature = createHmac('sha256', secret).update(sid).digest('base64').replace(/=+$/, '');
  return `__Host-hadir=${encodeURIComponent(`s:${sid}.${signature}`)}`;
}
