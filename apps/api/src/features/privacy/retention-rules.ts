import { SEND_HOURS } from '@hadir/contract/offline.ts';
import type { RetentionKind } from '@hadir/contract/privacy.ts';
import type { RetentionFigures } from '@hadir/contract/settings.ts';
import { probeDays } from '#features/attendance/load-facts.ts';
import { Prisma } from '#generated/prisma/client.ts';

const { sql } = Prisma;
const dayMs = 86_400_000;

/** What a rule may ask of the school it is applied to. */
export type RetentionFacts = { schoolId: string; figures: RetentionFigures; now: Date };

/** Rows of one table that are due, by a condition on `due`, and what is done to them in place of a deletion. */
export type RetentionRule = {
  kind: RetentionKind;
  table: string;
  isDue: (facts: RetentionFacts) => Prisma.Sql;
  change?: Prisma.Sql;
};

const before = (now: Date, days: number) => new Date(now.getTime() - days * dayMs);

function yearsBefore(now: Date, years: number): Date {
  const then = new Date(now);
  then.setUTCFullYear(then.getUTCFullYear() - years);
  return then;
}

/** Older than the school keeps attendance. */
const byYears = (kind: RetentionKind, table: string, column: string): RetentionRule => ({
  kind,
  table,
  isDue: ({ figures, now }) => sql`${Prisma.raw(`due.${column}`)} < ${yearsBefore(now, figures.attendance_years)}`,
});

/** Days after something could be used, for whoever asks why it was refused. */
const codeDays = 30;
/** Days for which a record that comes again is answered as it was. */
const answeredDays = 90;

const byDays = (kind: RetentionKind, table: string, column: string, days: number): RetentionRule => ({
  kind,
  table,
  isDue: ({ now }) => sql`${Prisma.raw(`due.${column}`)} < ${before(now, days)}`,
});

const traces = (table: string, column: string): RetentionRule => ({
  kind: table === 'sign_ins' ? 'sign_ins' : 'traces',
  table,
  isDue: ({ figures, now }) => sql`${Prisma.raw(`due.${column}`)} < ${before(now, figures.trace_days)}`,
});

const attendance: RetentionRule[] = [
  // Records with their history, requests and proposals go with their session.
  byYears('attendance', 'class_sessions', 'ends_at'),
  byYears('attempts', 'attendance_attempts', 'created_at'),
  byYears('attempts', 'review_decisions', 'decided_at'),
  byYears('staff_attendance', 'staff_attendances', 'attended_on'),
  byYears('signals', 'fraud_signals', 'last_at'),
  {
    kind: 'exact_positions',
    table: 'attendance_attempts',
    isDue: ({ figures, now }) => sql`due.created_at < ${before(now, figures.position_days)} AND (
      due.accuracy_m IS NOT NULL OR due.distance_m IS NOT NULL
      OR due.latitude <> round(due.latitude::numeric, 2)::float8
      OR due.longitude <> round(due.longitude::numeric, 2)::float8)`,
    // Two decimals, about a kilometre, in the row and in its kept checks.
    change: sql`
      latitude = round(latitude::numeric, 2)::float8, longitude = round(longitude::numeric, 2)::float8,
      accuracy_m = NULL, distance_m = NULL,
      checks = (
        SELECT coalesce(jsonb_agg(
          CASE WHEN judged ->> 'name' = 'position'
            THEN jsonb_set(judged, '{detail}', (judged -> 'detail') - '{distance_m,beyond_m,accuracy_m,spread_m}'::text[])
            ELSE judged END ORDER BY place), '[]')
        FROM jsonb_array_elements(checks) WITH ORDINALITY AS kept (judged, place))`,
  },
];

const faces: RetentionRule[] = [
  {
    kind: 'face_probes',
    table: 'face_probes',
    isDue: ({ now }) => sql`due.created_at <= ${before(now, probeDays)}`,
  },
  {
    kind: 'unused_templates',
    table: 'face_templates',
    isDue: ({ figures, now }) => {
      const then = before(now, figures.unused_template_days);
      return sql`due.created_at < ${then}
        AND NOT EXISTS (
          SELECT FROM attendance_attempts AS attempt
          WHERE attempt.school_id = due.school_id AND attempt.student_id = due.person_id AND attempt.created_at >= ${then})
        AND EXISTS (
          SELECT FROM people AS person WHERE person.id = due.person_id AND (
            (NOT person.is_active AND coalesce(person.deactivated_at, person.created_at) < ${then})
            OR (person.role = 'student' AND NOT EXISTS (
              SELECT FROM enrollments AS enrollment JOIN courses AS course ON course.id = enrollment.course_id
              WHERE enrollment.student_id = person.id
                AND (course.archived_at IS NULL OR course.archived_at >= ${then})))))`;
    },
  },
];

const tries: RetentionRule[] = [
  byDays('room_code_scans', 'room_code_receipts', 'expires_at', 1),
  {
    kind: 'room_code_scans',
    table: 'room_code_misses',
    isDue: ({ now }) => sql`due.created_at < ${before(now, 1)} AND EXISTS (
      SELECT FROM class_sessions AS session WHERE session.id = due.session_id AND session.ends_at < ${before(now, 1)})`,
  },
  {
    kind: 'offline_tickets',
    table: 'challenges',
    isDue: ({ now }) => {
      const then = before(now, SEND_HOURS / 24);
      return sql`due.is_offline AND (
        coalesce(due.used_at, due.expires_at) < ${then}
        OR EXISTS (SELECT FROM device_keys WHERE id::text = due.claimed_key AND revoked_at < ${then}))`;
    },
  },
  byDays('offline_tickets', 'offline_marks', 'received_at', answeredDays),
  traces('failed_sign_ins', 'created_at'),
  traces('refused_requests', 'hour_at'),
  traces('device_uses', 'last_at'),
  traces('sign_ins', 'last_seen_at'),
  // Asked for on line; what is used up is counted for a class session, which is over by then.
  {
    kind: 'one_time_codes',
    table: 'challenges',
    isDue: ({ now }) => sql`NOT due.is_offline AND due.expires_at < ${before(now, codeDays)}`,
  },
  byDays('one_time_codes', 'device_key_nonces', 'expires_at', codeDays),
  byDays('one_time_codes', 'passkey_challenges', 'expires_at', codeDays),
  byDays('one_time_codes', 'password_resets', 'expires_at', codeDays),
  byDays('one_time_codes', 'claim_codes', 'expires_at', codeDays),
  byDays('one_time_codes', 'invitations', 'expires_at', codeDays),
  {
    kind: 'one_time_codes',
    table: 'guardian_links',
    // Who did not agree is told in the person's consents.
    isDue: ({ now }) => sql`due.expires_at < ${before(now, codeDays)} AND due.refused_at IS NULL`,
  },
  {
    kind: 'import_details',
    table: 'import_rows',
    isDue: ({ now }) => sql`EXISTS (
      SELECT FROM import_batches AS batch WHERE batch.id = due.batch_id
        AND coalesce(batch.imported_at, batch.created_at) < ${before(now, codeDays)})`,
  },
];

const audit: RetentionRule[] = [
  {
    kind: 'audit_details',
    table: 'audit_payloads',
    isDue: ({ figures, now }) => sql`EXISTS (
      SELECT FROM audit_entries AS entry
      WHERE entry.id = due.entry_id AND entry.created_at < ${yearsBefore(now, figures.audit_years)})`,
  },
];

/** Everything that is forgotten with time, in this order. */
export const retentionRules: readonly RetentionRule[] = [...attendance, ...faces, ...tries, ...audit];
