import { Prisma } from '#generated/prisma/client.ts';

const { sql } = Prisma;

/** Tables whose rows name no school: which of them are a school's. */
const indirect: Record<string, (schoolId: string) => Prisma.Sql> = {
  web_sessions: (id) => sql`sess ->> 'personId' IN (SELECT id::text FROM people WHERE school_id = ${id}::uuid)`,
  fraud_signal_attempts: (id) => sql`signal_id IN (SELECT id FROM fraud_signals WHERE school_id = ${id}::uuid)`,
  fraud_signal_people: (id) => sql`signal_id IN (SELECT id FROM fraud_signals WHERE school_id = ${id}::uuid)`,
  schools: (id) => sql`id = ${id}::uuid`,
};

/** Every table that holds rows of a school, in an order in which each may go: whoever refers to a row goes before it. */
export const schoolTables: readonly string[] = [
  ...['web_sessions', 'outbox_messages', 'fraud_signal_attempts', 'fraud_signal_people', 'fraud_signals'],
  ...['import_rows', 'import_batches', 'import_mappings', 'calendar_feeds', 'sign_ins', 'claim_codes'],
  ...['password_resets', 'recovery_codes', 'totp_secrets', 'change_proposals', 'correction_requests'],
  ...['erasure_requests', 'session_staff', 'guardians', 'refused_requests', 'failed_sign_ins', 'device_uses'],
  ...['room_code_misses', 'room_code_receipts', 'review_decisions', 'face_trials', 'passkey_challenges', 'passkeys'],
  ...['person_photos', 'twin_pairs', 'duplicate_faces', 'guardian_links', 'consent_records', 'consent_texts'],
  ...['offline_marks', 'offline_chains', 'challenges', 'record_revisions', 'attendance_records'],
  ...['attendance_attempts', 'staff_attendances', 'face_probes', 'face_shots', 'face_templates'],
  ...['device_key_nonces', 'device_keys', 'enrollments', 'class_sessions', 'timetable_exceptions', 'timetable_rules'],
  ...['holidays', 'courses', 'invitations', 'people', 'streams', 'classes', 'places', 'settings_revisions'],
  ...['retention_runs', 'audit_payloads', 'destruction_requests', 'schools'],
];

/** Deletes the school's rows of one of them. */
export function deleteRowsOf(table: string, schoolId: string): Prisma.Sql {
  const which = indirect[table]?.(schoolId) ?? sql`school_id = ${schoolId}::uuid`;
  return sql`DELETE FROM ${Prisma.raw(table)} WHERE ${which}`;
}
