import type { Context } from '#http/context.ts';

export type RefusalCount = { personId: string; code: string; hourAt: Date; requests: number };

/** Adds to what is known of each person and hour, with a message for the rule, in one statement. */
export async function keepRefusals(
  { db, now }: Pick<Context, 'db' | 'now'>,
  counts: readonly RefusalCount[],
): Promise<void> {
  // Always in the same order, so that two processes do not wait for each other.
  const rows = counts.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  await db.$executeRaw`
    WITH kept AS (
      INSERT INTO refused_requests (school_id, person_id, code, hour_at, requests)
      SELECT person.school_id, person.id, given.code, given.hour_at, given.requests
      FROM unnest(${rows.map(({ personId }) => personId)}::uuid[], ${rows.map(({ code }) => code)}::text[],
        ${rows.map(({ hourAt }) => hourAt.toISOString())}::timestamptz[], ${rows.map(({ requests }) => requests)}::int[])
        AS given (person_id, code, hour_at, requests)
      JOIN people AS person ON person.id = given.person_id
      ON CONFLICT (person_id, code, hour_at) DO UPDATE SET requests = refused_requests.requests + EXCLUDED.requests
      RETURNING school_id, person_id, hour_at
    )
    INSERT INTO outbox_messages (id, school_id, topic, payload)
    SELECT gen_random_uuid(), school_id, 'requests.refused', jsonb_build_object('person_id', person_id,
      'hour_at', to_char(hour_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'at', ${now().toISOString()}::text)
    FROM (SELECT DISTINCT school_id, person_id, hour_at FROM kept) AS hours`;
}

const orderOf = ({ personId, code, hourAt }: RefusalCount) => `${personId} ${code} ${hourAt.toISOString()}`;
