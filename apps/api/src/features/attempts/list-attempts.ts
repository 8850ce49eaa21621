import type { listAttempts as endpoint } from '@hadir/contract/attempts.ts';
import type { z } from 'zod';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { afterCursor, readTimeCursor, writeCursor } from '#http/cursor.ts';
import { isId } from '#http/id.ts';
import { toInstant } from '#http/instant.ts';
import { attemptFacts, attemptOnWire } from './show-attempt.ts';

const perPage = 50;
const countedTo = 10_000;

type Filter = z.output<(typeof endpoint)['query']>;
type Page = z.input<(typeof endpoint)['reply']>;

/** Attempts of the school, newest first; those of deleted sessions are found by the id they claimed. */
export async function listAttempts(context: Pick<Context, 'db'>, schoolId: string, filter: Filter): Promise<Page> {
  const position = readTimeCursor(filter.cursor);
  const where = filtered(schoolId, filter);
  const found = await context.db.attendanceAttempt.findMany({
    where: { AND: [where, afterCursor(position, 'desc', (createdAt) => ({ createdAt }))] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: perPage + 1,
    select: attemptFacts,
  });
  // Counts no further than it is exact.
  const counted = await context.db.attendanceAttempt.count({ where, take: countedTo + 1 });
  const rows = found.slice(0, perPage);
  const last = rows.at(-1);
  return {
    items: rows.map(attemptOnWire),
    per_page: perPage,
    next_cursor: found.length > perPage && last ? writeCursor([last.createdAt.toISOString(), last.id]) : null,
    total: Math.min(counted, countedTo),
    total_is_exact: counted <= countedTo,
  };
}

function filtered(schoolId: string, filter: Filter): Prisma.AttendanceAttemptWhereInput {
  const { session_id: sessionId, student_id: studentId, signal_id: signalId, success, reason, from, to } = filter;
  const { device_hash: deviceHash } = filter;
  return {
    schoolId,
    ...(sessionId !== undefined && {
      OR: [...(isId(sessionId) ? [{ sessionId }] : []), { sessionId: null, claimedSessionId: sessionId }],
    }),
    // An id that cannot be ours finds nothing.
    ...(studentId !== undefined && (isId(studentId) ? { studentId } : { id: { in: [] } })),
    ...(signalId !== undefined && (isId(signalId) ? { signals: { some: { signalId } } } : { id: { in: [] } })),
    ...(deviceHash !== undefined && { deviceHash }),
    ...(success !== undefined && { success: success === 'true' }),
    ...(reason !== undefined && { reason }),
    createdAt: {
      ...(from !== undefined && { gte: toInstant(from, 'from') }),
      ...(to !== undefined && { lt: toInstant(to, 'to') }),
    },
  };
}
