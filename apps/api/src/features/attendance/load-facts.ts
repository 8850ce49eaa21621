import type { Tx } from '#db.ts';
import { unverifiedBucket } from '#features/enrolment/decide-retry.ts';
import { faceRules } from '#features/enrolment/face-rules.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { SignedIn } from '#http/sign-in.ts';
import type { Facts } from './attempt-facts.ts';
import { knownWithin, rememberedHours } from './decide-speed.ts';
import { type FactsRow, toFacts } from './facts-row.ts';
import type { MarkClaim } from './read-mark.ts';

/** A probe is compared with those of this many days. */
export const probeDays = 90;

/** Of a shot or a probe. */
const isFirst = Prisma.sql`model = ${faceRules.first.id}`;
const isSecond = Prisma.sql`model = ${faceRules.second.id}`;

/**
 * Of an attempt: it came with a wrong room code, whatever the method. A copy is no further guess, nor is what no
 * challenge or no phone of the person stands behind: nothing is learned by either, and nobody else uses the five up.
 */
const isWrongRoomCode = Prisma.sql`(checks @> '[{"check": 11, "detail": {"room_code": "wrong"}}]'
  AND NOT checks @> '[{"check": 7, "outcome": "failed"}]' AND NOT checks @> '[{"check": 8, "outcome": "failed"}]')`;

/**
 * Reads everything the checks need in one statement. Ids of the claim may be anybody's.
 * @param now the moment that is judged: that of the capture where a mark comes later
 */
export async function loadFacts(
  db: Tx,
  person: SignedIn,
  claim: Pick<MarkClaim, 'sessionId' | 'challengeId' | 'method' | 'deviceHash' | 'positionSeries' | 'livenessSeries'>,
  keyId: string | null,
  now: Date,
): Promise<Facts> {
  const probesSince = new Date(now.getTime() - probeDays * 86_400_000);
  const fixesSince = new Date(now.getTime() - rememberedHours * 3_600_000);
  const dayAgo = new Date(now.getTime() - 86_400_000);
  const [row] = await db.$queryRaw<FactsRow[]>`
    SELECT school.face_threshold, school.plain_form::text, school.settings, school.settings_version,
      session.id AS session_id, session.course_id, session.starts_at, session.ends_at, session.is_active,
      session.planned_starts_at, session.closed_at, session.opened_at, session.created_at AS session_created_at,
      course.grace_min, course.faces_version, place.latitude, place.longitude, place.radius_m, place.polygon,
      session.radius_m AS own_radius_m, session.room_code_shown_at,
      EXISTS (
        SELECT FROM enrollments WHERE course_id = session.course_id AND student_id = ${person.id}::uuid
      ) AS is_enrolled,
      challenge.id AS challenge_id, challenge.session_id AS challenge_session_id, challenge.claimed_key,
      challenge.nonce, challenge.was_session_active, challenge.room_code_only,
      challenge.is_offline, challenge.liveness_plan, challenge.issued_at, challenge.expires_at, challenge.used_at,
      key.id AS key_id, key.public_key, key.state::text AS key_state, key.device_hash, key.created_at AS key_created_at,
      key.confirmed_at AS key_confirmed_at, key.origin::text AS key_origin,
      template.id AS template_id, template.state::text AS template_state, template.wrapped_key,
      template.hold IS NOT NULL AS is_held,
      template.key_version, template.unreadable_at IS NOT NULL AS was_unreadable, own.shots AS own_shots,
      own.sealed AS own_sealed, own.second_shots, own.second_sealed,
      record.state::text AS record_state,
      coalesce((
        SELECT NOT was_in_room FROM review_decisions
        WHERE session_id = session.id AND student_id = ${person.id}::uuid AND was_in_room IS NOT NULL
        ORDER BY decided_at DESC, id DESC LIMIT 1
      ), false) AS was_not_in_room,
      probes.sizes AS probe_sizes, probes.sealed AS sealed_probes,
      probes.second_sizes AS second_probe_sizes, probes.second_sealed AS second_sealed_probes,
      ARRAY(
        SELECT CASE WHEN person_a_id = ${person.id}::uuid THEN person_b_id ELSE person_a_id END::text FROM twin_pairs
        WHERE school_id = school.id AND (person_a_id = ${person.id}::uuid OR person_b_id = ${person.id}::uuid)
      ) AS twin_ids,
      own_trial.failures AS key_failures, own_trial.last_failure_at AS key_last_failure_at, own_trial.off_at AS key_off_at,
      other_trial.failures AS other_failures, other_trial.last_failure_at AS other_last_failure_at,
      earlier.fixes AS earlier_fixes,
      EXISTS (
        SELECT FROM attendance_attempts
        WHERE school_id = school.id AND device_hash IN (${claim.deviceHash}, key.device_hash)
          AND student_id <> ${person.id}::uuid AND created_at >= day.starts_at
          AND coalesce(captured_at, created_at) >= day.starts_at AND coalesce(captured_at, created_at) < day.ends_at
      ) AS is_device_shared,
      EXISTS (
        SELECT FROM attendance_attempts
        WHERE school_id = school.id AND position_series = ${claim.positionSeries} AND created_at > ${dayAgo}
          AND student_id <> ${person.id}::uuid
      ) AS is_series_equal,
      EXISTS (
        SELECT FROM attendance_attempts WHERE school_id = school.id AND liveness_series = ${claim.livenessSeries}
      ) AS is_liveness_repeated,
      tries.outside_before, tries.wrong_room_codes, tries.failures_before
    FROM schools AS school
    CROSS JOIN LATERAL (
      SELECT morning AT TIME ZONE school.time_zone AS starts_at,
        (morning + interval '1 day') AT TIME ZONE school.time_zone AS ends_at
      FROM date_trunc('day', ${now}::timestamptz AT TIME ZONE school.time_zone) AS morning
    ) AS day
    LEFT JOIN class_sessions AS session ON session.id = ${claim.sessionId}::uuid AND session.school_id = school.id
    LEFT JOIN courses AS course ON course.id = session.course_id
    LEFT JOIN places AS place ON place.id = session.place_id
    LEFT JOIN challenges AS challenge ON challenge.id = ${claim.challengeId}::uuid AND challenge.person_id = ${person.id}::uuid
    LEFT JOIN device_keys AS key ON key.id = ${keyId}::uuid AND key.person_id = ${person.id}::uuid
    LEFT JOIN face_templates AS template ON template.person_id = ${person.id}::uuid
    LEFT JOIN LATERAL (
      SELECT array_agg(shot ORDER BY shot) FILTER (WHERE ${isFirst}) AS shots,
        string_agg(sealed, '' ORDER BY shot) FILTER (WHERE ${isFirst}) AS sealed,
        array_agg(shot ORDER BY shot) FILTER (WHERE ${isSecond}) AS second_shots,
        string_agg(sealed, '' ORDER BY shot) FILTER (WHERE ${isSecond}) AS second_sealed
      FROM face_shots WHERE template_id = template.id
    ) AS own ON true
    -- In one piece: a list of hundreds of byte strings takes the driver longer than opening them.
    LEFT JOIN LATERAL (
      SELECT array_agg(octet_length(sealed) ORDER BY id) FILTER (WHERE ${isFirst}) AS sizes,
        string_agg(sealed, '' ORDER BY id) FILTER (WHERE ${isFirst}) AS sealed,
        array_agg(octet_length(sealed) ORDER BY id) FILTER (WHERE ${isSecond}) AS second_sizes,
        string_agg(sealed, '' ORDER BY id) FILTER (WHERE ${isSecond}) AS second_sealed
      FROM face_probes
      WHERE person_id = ${person.id}::uuid AND template_id = template.id AND created_at > ${probesSince}
    ) AS probes ON true
    LEFT JOIN attendance_records AS record ON record.session_id = session.id AND record.student_id = ${person.id}::uuid
    LEFT JOIN face_trials AS own_trial
      ON own_trial.person_id = ${person.id}::uuid AND own_trial.bucket = key.id::text
    LEFT JOIN face_trials AS other_trial
      ON other_trial.person_id = ${person.id}::uuid AND other_trial.bucket = ${unverifiedBucket}
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(jsonb_build_object('lat', latitude, 'lng', longitude, 'accuracy', accuracy_m,
        'at_ms', extract(epoch FROM coalesce(captured_at, created_at)) * 1000)), '[]') AS fixes
      FROM attendance_attempts
      WHERE school_id = school.id AND student_id = ${person.id}::uuid AND latitude IS NOT NULL
        AND coalesce(captured_at, created_at) > ${fixesSince} AND (accuracy_m IS NULL OR accuracy_m <= ${knownWithin})
    ) AS earlier
    CROSS JOIN LATERAL (
      SELECT
        count(*) FILTER (WHERE reason = 'Outside campus')::int AS outside_before,
        count(*) FILTER (WHERE ${isWrongRoomCode})::int AS wrong_room_codes,
        count(*) FILTER (WHERE NOT success AND method = ${claim.method}::"AttendanceMethod"
          AND reason NOT IN ('Challenge invalid', 'Duplicate mark'))::int AS failures_before
      FROM attendance_attempts WHERE session_id = session.id AND student_id = ${person.id}::uuid
    ) AS tries
    WHERE school.id = ${person.schoolId}::uuid`;
  if (!row) throw new Error('the school of a signed-in person is gone');
  return toFacts(row, person.schoolId);
}
