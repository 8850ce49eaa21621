import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { Measured } from './measure.ts';

// What a mark writes, in the shape it is written: one statement. Values are taken from a slot made before. A colon right
// before a word would be a variable of pgbench.
const script = `
WITH slot AS (
  SELECT * FROM bench_slots WHERE n = (SELECT nextval('bench_next'))
), consumed AS (
  UPDATE challenges SET used_at = now() FROM slot
  WHERE challenges.id = slot.challenge_id AND used_at IS NULL AND expires_at > now() RETURNING challenges.id
), record AS (
  INSERT INTO attendance_records (id, school_id, session_id, student_id, method, status, state, review_reasons,
    attempt_id, template_id, marked_at)
  SELECT gen_random_uuid(), school_id, session_id, student_id, 'face', 'present', 'confirmed', '{}', attempt_id,
    template_id, now()
  FROM slot WHERE EXISTS (SELECT FROM consumed)
  ON CONFLICT (session_id, student_id) DO UPDATE SET state = EXCLUDED.state
    WHERE attendance_records.state = 'rejected' RETURNING id
), attempt AS (
  INSERT INTO attendance_attempts (id, school_id, session_id, claimed_session_id, student_id, student_name, method,
    success, reason, code, state, latitude, longitude, accuracy_m, face_distance, checks, device_hash, device_key,
    challenge_id, client, address, user_agent, created_at)
  SELECT attempt_id, school_id, session_id, session_id::text, student_id, 'Bench Student', 'face', true, 'Accepted',
    'accepted', 'confirmed', -6.2, 106.8, 8, 0.05, checks, device_hash, device_key, challenge_id::text, client,
    '127.0.0.1', NULL, now() FROM slot
), audit AS (
  INSERT INTO audit_entries (id, school_id, actor_id, action, subject_type, subject_id, payload_hash, created_at)
  SELECT gen_random_uuid(), slot.school_id, slot.student_id, 'attendance.marked', 'attendance_record', record.id::text,
    sha256(slot.sealed), now() FROM slot, record
  RETURNING id, school_id
), audit_payload AS (
  INSERT INTO audit_payloads (entry_id, school_id, salt, payload)
  SELECT id, school_id, sha256('salt'), '{"address":"127.0.0.1","after":{"attempt_id":"01890000-0000-7000-8000-000000000000","method":"face","review_reasons":[],"state":"confirmed"},"before": null,"reason": null,"user_agent": null}'
  FROM audit
), probe AS (
  INSERT INTO face_probes (id, school_id, person_id, template_id, model, sealed, created_at)
  SELECT gen_random_uuid(), school_id, student_id, template_id, model, sealed, now()
  FROM slot, (VALUES ('face-api-128'), ('mobilefacenet-128')) AS recogniser (model)
), message AS (
  INSERT INTO outbox_messages (id, school_id, topic, payload)
  SELECT gen_random_uuid(), school_id, 'attempt.kept', jsonb_build_object('attempt_id', attempt_id) FROM slot
)
SELECT count(*) FROM record;
`;

/** pgbench on PATH or where Debian keeps it; null where there is none. */
export function findPgbench(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const candidates = ['pgbench', ...versions.map((version) => join(debian, version, 'bin', 'pgbench'))];
  return candidates.find((path) => spawnSync(path, ['--version']).status === 0) ?? null;
}

/**
 * Makes `count` free slots in sessions of their own, each with an open challenge. What a mark has written
 * before serves as the values, so that rows are as large.
 */
export async function makeSlots(pool: pg.Pool, schoolId: string, sessionIds: string[], count: number): Promise<void> {
  await pool.query(
    'CREATE TABLE bench_slots (n bigint PRIMARY KEY, school_id uuid, session_id uuid, student_id uuid, template_id uuid, challenge_id uuid, attempt_id uuid, checks jsonb, client jsonb, device_hash text, device_key text, sealed bytea)',
  );
  await pool.query('CREATE SEQUENCE bench_next');
  await pool.query(
    `INSERT INTO bench_slots
     SELECT row_number() OVER (), $1, session.id, e.student_id, t.id, gen_random_uuid(), gen_random_uuid(), a.checks,
       a.client, a.device_hash, a.device_key, p.sealed
     FROM class_sessions AS session
     JOIN enrollments AS e ON e.course_id = session.course_id
     JOIN face_templates AS t ON t.person_id = e.student_id
     JOIN LATERAL (SELECT * FROM attendance_attempts WHERE student_id = e.student_id AND success LIMIT 1) AS a ON true
     JOIN LATERAL (SELECT * FROM face_probes WHERE person_id = e.student_id LIMIT 1) AS p ON true
     WHERE session.id = ANY ($2) LIMIT $3`,
    [schoolId, sessionIds, count],
  );
  await pool.query(
    `INSERT INTO challenges (id, school_id, person_id, session_id, claimed_key, nonce, was_session_active, expires_at)
     SELECT challenge_id, school_id, student_id, session_id, device_key, 'bench', true, now() + interval '1 hour'
     FROM bench_slots`,
  );
  await pool.query('VACUUM ANALYZE');
}

/** Runs the statement on `clients` connections, `each` times on every one. */
export function runPgbench(
  pgbench: string,
  database: { host: string; port: number; user: string; database: string },
  clients: number,
  each: number,
): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'hadir-pgbench-'));
  try {
    const file = join(folder, 'mark.sql');
    writeFileSync(file, script);
    const { status, stderr, stdout } = spawnSync(
      pgbench,
      [
        '-n',
        '-M',
        'prepared',
        '-f',
        file,
        '-c',
        String(clients),
        '-j',
        '2',
        '-t',
        String(each),
        '-l',
        '--log-prefix',
        join(folder, 'log'),
        '-h',
        database.host,
        '-p',
        String(database.port),
        '-U',
        database.user,
        database.database,
      ],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`pgbench failed: ${stderr}`);
    const perSecond = Number(/tps = ([\d.]+) \(without/.exec(stdout)?.[1] ?? Number.NaN);
    const times = readdirSync(folder)
      .filter((name) => name.startsWith('log'))
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
      .map((line) => Number(line.split(' ')[2]) / 1000);
    return { perSecond, times };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
