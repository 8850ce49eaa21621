import type { listAttempts as endpoint } from '@hadir/contract/attempts.ts';
import type { z } from 'zod';
import type { Tx } from '#db.ts';
import { requireKnown } from '#features/school/require-known.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { afterCursor, readTimeCursor, writeCursor } from '#http/cursor.ts';
import { unknownReference } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import { toInstant } from '#http/instant.ts';
import { countAttempts } from './count-attempts.ts';
import { attemptFacts, attemptOnWire } from './show-attempt.ts';

const perPage = 50;
const countedTo = 10_000;

type Filter = z.output<(typeof endpoint)['query']>;
type Page = z.input<(typeof endpoint)['reply']>;

/**
 * Attempts of the school, newest first; those of deleted sessions are found by the id they claimed.
 * @throws AppError not_found for a student, signal or class session that is unknown
 */
export async function listAttempts(context: Pick<Context, 'db'>, schoolId: string, filter: Filter): Promise<Page> {
  const position = readTimeCursor(filter.cursor);
  const where = filtered(schoolId, filter);
  await requireKnown(context.db, schoolId, { student_id: filter.student_id, signal_id: filter.signal_id });
  if (filter.session_id !== undefined) await requireSession(context.db, schoolId, filter.session_id);
  const found = await context.db.attendanceAttempt.findMany({
    where: { AND: [where, afterCursor(position, 'desc', (createdAt) => ({ createdAt }))] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: perPage + 1,
    select: attemptFacts,
  });
  // Counts no further than it is exact.
  const counted = await countAttempts(context, schoolId, filter, countedTo + 1);
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

/** A class session that is there, or one that somebody has tried to mark: it was deleted, or has never been. */
async function requireSession(tx: Tx, schoolId: string, id: string): Promise<void> {
  const isThere = isId(id) && (await tx.classSession.count({ where: { id, schoolId } })) > 0;
  if (isThere) return;
  const tried = await tx.attendanceAttempt.findFirst({
    where: { schoolId, sessionId: null, claimedSessionId: id },
    select: { id: true },
  });
  if (!tried) throw unknownReference('session_id');
}

/** What the filters of the log say of an attempt. */
export function filtered(schoolId: string, filter: Omit<Filter, 'cursor'>): Prisma.AttendanceAttemptWhereInput {
  const { session_id: sessionId, student_id: studentId, signal_id: signalId, success, reason, from, to } = filter;
  const { device_hash: deviceHash } = filter;
  return {
    schoolId,
    ...(sessionId !== undefined && {
      OR: [...(isId(sessionId) ? [{ sessionId }] : []), { sessionId: null, claimedSessionId: sessionId }],
    }),
    ...(studentId !== undefined && { studentId }),
    ...(signalId !== undefined && { signals: { some: { signalId } } }),
    ...(deviceHash !== undefined && { deviceHash }),
    ...(success !== undefined && { success: success === 'true' }),
    ...(reason !== undefined && { reason }),
    createdAt: {
      ...(from !== undefined && { gte: toInstant(from, 'from') }),
      ...(to !== undefined && { lt: toInstant(to, 'to') }),
    },
  };
}
