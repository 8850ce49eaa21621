import type { Tx } from '#db.ts';
import { makeAuditPayload } from '#features/audit/make-audit-payload.ts';
import { faceFailureSql } from '#features/enrolment/count-face-failure.ts';
import { faceRules } from '#features/enrolment/face-rules.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { Client } from '#http/input.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { uuidV7 } from '#http/uuid-v7.ts';
import type { Facts } from './attempt-facts.ts';
import { type AttemptDecision, overrule, toResults } from './decide-attempt.ts';
import type { RoomCodeGiven } from './decide-room-code.ts';
import { checkOrder } from './judged-check.ts';
import type { SealedProbes } from './known-faces.ts';
import { probeDays } from './load-facts.ts';
import type { MarkClaim } from './read-mark.ts';

export type AttemptToKeep = {
  person: SignedIn;
  client: Client;
  claim: MarkClaim;
  facts: Facts;
  roomCode: RoomCodeGiven;
  decision: AttemptDecision;
  status: 'present' | 'late';
  /** Null without a face. */
  sealedProbes: SealedProbes | null;
  /** When it came in. */
  now: Date;
  /** When a phone without network made it; null for one that came at once. */
  capturedAt: Date | null;
};

/**
 * `lost`: somebody else used the challenge up. `spent`: the receipt of a room code was used up meanwhile. `duplicate`:
 * somebody else made the record.
 */
export type KeptOutcome = 'accepted' | 'refused' | 'lost' | 'spent' | 'duplicate';

/** Position of a check in the kept list, as a JSON path. */
const pathOf = (check: 7 | 10 | 11) => `{${checkOrder.indexOf(check)}}`;

const judgedText = (decision: AttemptDecision, check: 7 | 10 | 11) =>
  JSON.stringify(toResults(decision.checks)[checkOrder.indexOf(check)]);

/**
 * Uses the challenge up and writes record, attempt, audit row, probe, message and the retry ladder: one statement, so all
 * or none.
 * The unique key on session and student decides races; a rejected record makes room.
 */
export async function keepAttempt(db: Tx, kept: AttemptToKeep): Promise<KeptOutcome> {
  const { person, client, claim, facts, decision, now } = kept;
  const attemptId = uuidV7(now);
  // A fix of another time is no place where somebody was now.
  const position = decision.position.kind === 'given' ? decision.position.best : null;
  const lost = overrule(decision, 7);
  const duplicate = overrule(decision, 10);
  const spent = overrule(decision, 11);
  const receiptId = kept.roomCode.kind === 'right' && kept.roomCode.by === 'receipt' ? kept.roomCode.receiptId : null;
  const distance = decision.checks.find((judged) => judged.check === 9)?.detail.distance_m ?? null;
  const sessionId = facts.session?.id ?? null;
  const audit = makeAuditPayload({
    after: { method: claim.method, state: decision.state, review_reasons: decision.reviews, attempt_id: attemptId },
    address: client.address,
    userAgent: client.userAgent,
  });
  const [row] = await db.$queryRaw<{ kind: KeptOutcome }[]>`
    WITH consumed AS (
      UPDATE challenges SET used_at = ${now}
      WHERE ${decision.mayConsume}::boolean AND id = ${claim.challengeId}::uuid AND used_at IS NULL
        AND (is_offline OR expires_at > ${now}) AND person_id = ${person.id}::uuid AND session_id = ${sessionId}::uuid
        AND claimed_key = ${client.deviceKey ?? ''}
      RETURNING id
    ), turn AS (
      SELECT NOT ${decision.mayConsume}::boolean OR EXISTS (SELECT FROM consumed) AS is_first
    ), receipt AS (
      UPDATE room_code_receipts SET used_at = ${now}, used_by_id = ${person.id}::uuid
      WHERE ${decision.refusal === null}::boolean AND id = ${receiptId}::uuid AND used_at IS NULL
        AND (SELECT is_first FROM turn)
      RETURNING id
    ), gate AS (
      -- A face stands without the receipt, a mark without a face does not.
      SELECT is_first, is_first AND (
        NOT ${decision.refusal === null && receiptId !== null && claim.method === 'room_code'}::boolean
        OR EXISTS (SELECT FROM receipt)
      ) AS is_open FROM turn
    ), record AS (
      INSERT INTO attendance_records (id, school_id, session_id, student_id, method, status, state, review_reasons,
        attempt_id, template_id, risk_points, marked_at, captured_at)
      SELECT ${uuidV7(now)}::uuid, ${person.schoolId}::uuid, ${sessionId}::uuid, ${person.id}::uuid,
        ${claim.method}::"AttendanceMethod", ${kept.status}::"AttendanceStatus", ${decision.state}::"RecordState",
        ${[...decision.reviews]}::text[], ${attemptId}::uuid,
        ${claim.method === 'face' ? (facts.template?.id ?? null) : null}::uuid,
        ${decision.points}::int, ${now}, ${kept.capturedAt}::timestamptz
      FROM gate WHERE is_open AND ${decision.refusal === null}::boolean
      ON CONFLICT (session_id, student_id) DO UPDATE SET method = EXCLUDED.method, status = EXCLUDED.status,
        state = EXCLUDED.state, review_reasons = EXCLUDED.review_reasons, attempt_id = EXCLUDED.attempt_id,
        template_id = EXCLUDED.template_id, risk_points = EXCLUDED.risk_points, marked_at = EXCLUDED.marked_at,
        captured_at = EXCLUDED.captured_at, decided_at = NULL, decided_by_id = NULL, decision_reason = NULL
      WHERE attendance_records.state = 'rejected'
      RETURNING id
    ), outcome AS (
      SELECT CASE
        WHEN NOT is_first THEN 'lost'
        WHEN NOT is_open THEN 'spent'
        WHEN ${decision.refusal !== null}::boolean THEN 'refused'
        WHEN EXISTS (SELECT FROM record) THEN 'accepted'
        ELSE 'duplicate' END AS kind
      FROM gate
    ), attempt AS (
      INSERT INTO attendance_attempts (id, school_id, session_id, claimed_session_id, student_id, student_name, method,
        success, reason, code, state, latitude, longitude, accuracy_m, distance_m, face_distance, checks, risk,
        risk_points, settings_version, position_series, liveness_series, device_hash, device_key, challenge_id, client, address, user_agent, created_at,
        captured_at)
      SELECT ${attemptId}::uuid, ${person.schoolId}::uuid, ${sessionId}::uuid, ${claim.claimedSessionId},
        ${person.id}::uuid, ${person.name}, ${claim.method}::"AttendanceMethod", kind = 'accepted',
        CASE kind WHEN 'lost' THEN ${lost.refusal.reason} WHEN 'duplicate' THEN ${duplicate.refusal.reason}
          WHEN 'spent' THEN ${spent.refusal.reason}
          ELSE ${decision.refusal?.reason ?? 'Accepted'} END,
        CASE kind WHEN 'lost' THEN ${lost.refusal.code} WHEN 'duplicate' THEN ${duplicate.refusal.code}
          WHEN 'spent' THEN ${spent.refusal.code}
          ELSE ${decision.refusal?.code ?? 'accepted'} END,
        CASE kind WHEN 'accepted' THEN ${decision.state}::"RecordState" END,
        ${position?.lat ?? null}::float8, ${position?.lng ?? null}::float8, ${position?.accuracy ?? null}::float8,
        ${distance}::float8, ${decision.face?.distance ?? null}::float8,
        CASE kind
          WHEN 'lost' THEN jsonb_set(checks, ${pathOf(7)}::text[], ${judgedText(lost, 7)}::jsonb)
          WHEN 'duplicate' THEN
            jsonb_set(checks, ${pathOf(10)}::text[], ${judgedText(duplicate, 10)}::jsonb)
          WHEN 'spent' THEN jsonb_set(checks, ${pathOf(11)}::text[], ${judgedText(spent, 11)}::jsonb)
          ELSE checks END,
        ${JSON.stringify(decision.risk)}::jsonb, ${decision.points}::int,
        ${person.role === 'student' ? facts.settingsVersion : null}::int, ${claim.positionSeries}, ${claim.livenessSeries},
        ${claim.deviceHash}, ${client.deviceKey}, ${claim.claimedChallengeId},
        ${claim.client === null ? null : JSON.stringify(claim.client)}::jsonb,
        ${client.address}, ${client.userAgent}, ${now}, ${kept.capturedAt}::timestamptz
      FROM outcome, (SELECT ${JSON.stringify(toResults(decision.checks))}::jsonb AS checks) AS judged
    ), audit AS (
      INSERT INTO audit_entries (id, school_id, actor_id, action, subject_type, subject_id, payload_hash, created_at)
      SELECT ${uuidV7(now)}::uuid, ${person.schoolId}::uuid, ${person.id}::uuid, 'attendance.marked',
        'attendance_record', id::text, ${audit.payloadHash}::bytea, ${now}
      FROM record
      RETURNING id, school_id
    ), audit_payload AS (
      INSERT INTO audit_payloads (entry_id, school_id, salt, payload)
      SELECT id, school_id, ${audit.salt}::bytea, ${audit.payload} FROM audit
    ), probe AS (
      INSERT INTO face_probes (id, school_id, person_id, template_id, model, sealed, created_at)
      SELECT probe.id, ${person.schoolId}::uuid, ${person.id}::uuid, ${facts.template?.id ?? null}::uuid,
        probe.model, probe.sealed, ${now}
      FROM record, (VALUES
        (${uuidV7(now)}::uuid, ${faceRules.first.id}::text, ${kept.sealedProbes?.first ?? null}::bytea),
        (${uuidV7(now)}::uuid, ${faceRules.second.id}::text, ${kept.sealedProbes?.second ?? null}::bytea)
      ) AS probe (id, model, sealed) WHERE probe.sealed IS NOT NULL
    ), old_probes AS (
      DELETE FROM face_probes
      WHERE person_id = ${person.id}::uuid AND created_at <= ${new Date(now.getTime() - probeDays * 86_400_000)}
    ), message AS (
      INSERT INTO outbox_messages (id, school_id, topic, payload)
      SELECT ${uuidV7(now)}::uuid, ${person.schoolId}::uuid, 'attempt.kept', ${JSON.stringify({ attempt_id: attemptId })}::jsonb
    ), trial AS (${trialSql(kept)}
    ), used_key AS (
      UPDATE device_keys SET last_used_at = ${now}
      WHERE ${decision.mayConsume}::boolean AND id = ${facts.key?.id ?? null}::uuid
        AND (last_used_at IS NULL OR last_used_at < ${new Date(now.getTime() - 3_600_000)})
    )
    SELECT kind FROM outcome`;
  if (!row) throw new Error('an attempt was not kept');
  return row.kind;
}

/** Copies count for nothing; a face is accepted once there is a record. */
function trialSql({ person, decision: { trial }, now }: AttemptToKeep): Prisma.Sql {
  if (trial === null) return Prisma.sql`SELECT 1`;
  const { bucket, end } = trial;
  return end === 'failure'
    ? faceFailureSql(
        { personId: person.id, schoolId: person.schoolId, bucket, now },
        Prisma.sql`outcome WHERE kind <> 'lost'`,
      )
    : Prisma.sql`
      DELETE FROM face_trials USING outcome
      WHERE person_id = ${person.id}::uuid AND bucket = ${bucket} AND kind = 'accepted'`;
}
