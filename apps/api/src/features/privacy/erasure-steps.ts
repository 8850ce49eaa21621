import { Prisma } from '#generated/prisma/client.ts';
import { erasedName, erasedText } from './erased-person.ts';
import { proposalSteps } from './erasure-proposals.ts';
import { deleted, type Step } from './erasure-step.ts';
import { textSteps } from './erasure-texts.ts';
import { matchWords, toWord } from './match-words.ts';

const { sql, raw } = Prisma;

/** Signals first: who else they speak of is read from rows that go later. */
const signals: Step[] = [
  {
    table: 'fraud_signals',
    run: ({ id, schoolId }) => sql`
      DELETE FROM fraud_signals AS signal WHERE school_id = ${schoolId}::uuid AND (
        strpos(key, ${id}) > 0 OR (
          EXISTS (SELECT FROM fraud_signal_people WHERE signal_id = signal.id AND person_id = ${id}::uuid)
          AND NOT EXISTS (SELECT FROM fraud_signal_people WHERE signal_id = signal.id AND person_id <> ${id}::uuid)))`,
  },
  {
    table: 'fraud_signals',
    run: ({ id }) => sql`
      UPDATE fraud_signals AS signal SET detail = jsonb_build_object('level', detail -> 'level'),
        decision_reason = CASE WHEN decision_reason IS NOT NULL THEN ${erasedText} END
      WHERE EXISTS (SELECT FROM fraud_signal_people WHERE signal_id = signal.id AND person_id = ${id}::uuid)`,
  },
  {
    table: 'fraud_signal_attempts',
    run: ({ id }) => sql`
      DELETE FROM fraud_signal_attempts USING attendance_attempts AS attempt
      WHERE attempt.id = attempt_id AND attempt.student_id = ${id}::uuid`,
  },
  deleted('fraud_signal_people'),
];

/** A face that only waited because of this person's waits no longer. */
const faces: Step[] = [
  {
    table: 'face_templates',
    run: ({ id }) => sql`
      UPDATE face_templates AS template SET hold = NULL
      WHERE EXISTS (
        SELECT FROM duplicate_faces WHERE template_id = template.id AND other_person_id = ${id}::uuid
          AND decided_at IS NULL)
        AND NOT EXISTS (
          SELECT FROM duplicate_faces WHERE template_id = template.id AND other_person_id <> ${id}::uuid
            AND decided_at IS NULL)`,
  },
  deleted('duplicate_faces'),
  deleted('duplicate_faces', 'other_person_id'),
  deleted('twin_pairs', 'person_a_id'),
  deleted('twin_pairs', 'person_b_id'),
  // Shots and probes go with it, and a trigger notes the slot of the vault that has to be overwritten.
  deleted('face_templates'),
];

/** A phone may claim any text for a session; what is an id stays, so that a deleted session's attempts are known. */
const sessionId = '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

/** What of a record as it was says only whether somebody was there. */
const bareRecord = (column: 'before' | 'after') => sql`(
  SELECT jsonb_object_agg(fact.key, fact.value) FROM jsonb_each(${raw(column)}) AS fact
  WHERE fact.key IN ('method', 'status', 'state', 'marked_at'))`;

/** The fact of attendance stays; what led to it goes. */
const attendance: Step[] = [
  {
    table: 'attendance_attempts',
    run: ({ id }) => sql`
      UPDATE attendance_attempts SET student_name = ${erasedName}, latitude = NULL, longitude = NULL, accuracy_m = NULL,
        distance_m = NULL, face_distance = NULL, checks = '[]', risk = '[]', position_series = NULL,
        liveness_series = NULL, device_hash = NULL, device_key = NULL, challenge_id = NULL, client = NULL, address = '',
        user_agent = NULL, claimed_session_id = coalesce(session_id::text, substring(claimed_session_id FROM ${sessionId}), '')
      WHERE student_id = ${id}::uuid`,
  },
  {
    table: 'record_revisions',
    run: ({ id }) => sql`
      UPDATE record_revisions AS revision SET reason = ${erasedText}, before = ${bareRecord('before')},
        after = coalesce(${bareRecord('after')}, '{}')
      FROM attendance_records AS record WHERE record.id = revision.record_id AND record.student_id = ${id}::uuid`,
  },
  {
    table: 'attendance_records',
    run: ({ id }) => sql`
      UPDATE attendance_records SET template_id = NULL,
        decision_reason = CASE WHEN decision_reason IS NOT NULL THEN ${erasedText} END
      WHERE student_id = ${id}::uuid`,
  },
  {
    table: 'review_decisions',
    run: ({ id }) => sql`UPDATE review_decisions SET reason = ${erasedText} WHERE student_id = ${id}::uuid`,
  },
  {
    table: 'correction_requests',
    run: ({ id }) => sql`
      UPDATE correction_requests SET reason = ${erasedText},
        decision_reason = CASE WHEN decision_reason IS NOT NULL THEN ${erasedText} END,
        state = CASE WHEN state = 'open' THEN 'withdrawn'::"ProposalState" ELSE state END
      WHERE student_id = ${id}::uuid`,
  },
  {
    table: 'room_code_receipts',
    run: ({ id }) => sql`UPDATE room_code_receipts SET used_by_id = NULL WHERE used_by_id = ${id}::uuid`,
  },
];

const account: Step[] = [
  ...['device_key_nonces', 'challenges', 'device_keys', 'passkey_challenges', 'passkeys', 'face_trials'],
  ...['room_code_misses', 'device_uses', 'failed_sign_ins', 'refused_requests', 'totp_secrets', 'recovery_codes'],
  ...['password_resets', 'claim_codes', 'sign_ins', 'calendar_feeds', 'guardian_links', 'person_photos'],
].map((table) => deleted(table));

const others: Step[] = [
  deleted('guardians', 'student_id'),
  {
    table: 'consent_records',
    run: ({ id }) => sql`
      UPDATE consent_records SET guardian_name = NULL, withdrawn_at = coalesce(withdrawn_at, now())
      WHERE person_id = ${id}::uuid`,
  },
  {
    table: 'erasure_requests',
    run: ({ id }) => sql`
      UPDATE erasure_requests SET reason = ${erasedText},
        decision_reason = CASE WHEN decision_reason IS NOT NULL THEN ${erasedText} END
      WHERE person_id = ${id}::uuid`,
  },
  {
    table: 'invitations',
    run: ({ id, schoolId }) => sql`
      DELETE FROM invitations WHERE school_id = ${schoolId}::uuid
        AND email = (SELECT email FROM people WHERE id = ${id}::uuid)`,
  },
  {
    table: 'import_rows',
    run: ({ schoolId, ids, words }) => sql`
      DELETE FROM import_rows WHERE school_id = ${schoolId}::uuid AND (subject_id = ANY(${ids}::uuid[])
        OR ${matchWords(sql`coalesce(before::text, '') || after::text`, [...ids.map(toWord), ...words])})`,
  },
  {
    // Packed, so nobody can be looked for in them; the file is given again.
    table: 'import_batches',
    run: ({ schoolId }) => sql`
      UPDATE import_batches SET parsed = NULL WHERE school_id = ${schoolId}::uuid AND parsed IS NOT NULL`,
  },
  {
    table: 'outbox_messages',
    run: ({ schoolId, ids, words }) => sql`
      DELETE FROM outbox_messages WHERE school_id = ${schoolId}::uuid
        AND ${matchWords(sql`payload::text || coalesce(last_error, '')`, [...ids.map(toWord), ...words])}`,
  },
  { table: 'web_sessions', run: ({ id }) => sql`DELETE FROM web_sessions WHERE sess ->> 'personId' = ${id}` },
  {
    table: 'session_staff',
    run: ({ id }) => sql`
      UPDATE session_staff SET reason = ${erasedText} WHERE person_id = ${id}::uuid AND reason IS NOT NULL`,
  },
];

/** The row that records and courses hang on: whoever it was, it says so no more. */
const person: Step = {
  table: 'people',
  run: ({ id }) => sql`
    UPDATE people SET name = ${erasedName}, email = NULL, admission_number = NULL, department = NULL,
      password_hash = NULL, face_rejected_at = NULL, is_active = false,
      deactivated_at = coalesce(deactivated_at, now()), erased_at = now(), born_on = NULL, gender = NULL,
      language = 'device', theme = 'device', contrast = 'device'
    WHERE id = ${id}::uuid`,
};

/** What becomes of everything that is kept of a person, in this order; rows that go with their parents are not named. */
export const erasureSteps: readonly Step[] = [
  ...[...signals, ...faces, ...attendance, ...account, ...others, ...proposalSteps, ...textSteps],
  person,
];

/** What a request that was under way while somebody was erased may have written after it. */
export const lateErasureSteps: readonly Step[] = [...attendance, ...account];
