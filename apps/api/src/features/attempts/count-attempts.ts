import type { listAttempts as endpoint } from '@hadir/contract/attempts.ts';
import type { z } from 'zod';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { isId } from '#http/id.ts';
import { toInstant } from '#http/instant.ts';

type Filter = Omit<z.output<(typeof endpoint)['query']>, 'cursor'>;

/**
 * How many attempts the filters leave, counted to `most` and no further. In order of time and without any column of a
 * row, so that an index answers alone; the newest are counted as well as any others.
 */
export async function countAttempts(
  { db }: Pick<Context, 'db'>,
  schoolId: string,
  filter: Filter,
  most: number,
): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (
      SELECT FROM attendance_attempts AS attempt
      WHERE attempt.school_id = ${schoolId}::uuid ${Prisma.join(conditions(filter), ' ')}
      ORDER BY attempt.created_at DESC LIMIT ${most}
    ) AS counted`;
  return row?.count ?? 0;
}

/** What `filtered` says, in SQL. The first is there only so that there is one. */
function conditions({
  session_id,
  student_id,
  signal_id,
  device_hash,
  success,
  reason,
  from,
  to,
}: Filter): Prisma.Sql[] {
  const all = [Prisma.empty];
  if (session_id !== undefined) all.push(ofSession(session_id));
  if (student_id !== undefined) all.push(Prisma.sql`AND attempt.student_id = ${student_id}::uuid`);
  if (signal_id !== undefined) {
    all.push(Prisma.sql`AND EXISTS (
      SELECT FROM fraud_signal_attempts WHERE attempt_id = attempt.id AND signal_id = ${signal_id}::uuid)`);
  }
  if (device_hash !== undefined) all.push(Prisma.sql`AND attempt.device_hash = ${device_hash}`);
  if (success !== undefined) all.push(Prisma.sql`AND attempt.success = ${success === 'true'}`);
  if (reason !== undefined) all.push(Prisma.sql`AND attempt.reason = ${reason}`);
  if (from !== undefined) all.push(Prisma.sql`AND attempt.created_at >= ${toInstant(from, 'from')}`);
  if (to !== undefined) all.push(Prisma.sql`AND attempt.created_at < ${toInstant(to, 'to')}`);
  return all;
}

function ofSession(id: string): Prisma.Sql {
  const claimed = Prisma.sql`(attempt.session_id IS NULL AND attempt.claimed_session_id = ${id})`;
  return isId(id) ? Prisma.sql`AND (attempt.session_id = ${id}::uuid OR ${claimed})` : Prisma.sql`AND ${claimed}`;
}
