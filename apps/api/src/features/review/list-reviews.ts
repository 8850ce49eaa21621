import type { listReviews as endpoint } from '@hadir/contract/review.ts';
import type { z } from 'zod';
import type { Context } from '#http/context.ts';
import { afterCursor, readTimeCursor, writeCursor } from '#http/cursor.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { overdueBefore, ownRecords } from './review-scope.ts';
import { reviewFacts, reviewOnWire } from './show-review.ts';

const perPage = 50;

type Filter = z.output<(typeof endpoint)['query']>;
type Page = z.input<(typeof endpoint)['reply']>;

/**
 * Marks that wait, or are flagged. A teacher's newest come first, the class of the moment on top. What waits is an
 * admin's after 48 hours: without `scope=all` they get those only, and the longest waiting come first.
 */
export async function listReviews(
  context: Pick<Context, 'db' | 'now'>,
  reader: SignedIn,
  filter: Filter,
): Promise<Page> {
  const now = context.now();
  const isAdmin = reader.role === 'admin';
  const isWaiting = filter.list !== 'flagged';
  const order = isAdmin && isWaiting ? 'asc' : 'desc';
  const position = readTimeCursor(filter.cursor);
  const found = await context.db.attendanceRecord.findMany({
    where: {
      AND: [
        ownRecords(reader),
        { state: isWaiting ? 'pending' : 'flagged' },
        isAdmin && isWaiting && filter.scope !== 'all' ? { markedAt: { lt: overdueBefore(now) } } : {},
        afterCursor(position, order, (markedAt) => ({ markedAt })),
      ],
    },
    orderBy: [{ markedAt: order }, { id: order }],
    take: perPage + 1,
    select: reviewFacts,
  });
  const rows = found.slice(0, perPage);
  const last = rows.at(-1);
  return {
    items: rows.map((row) => reviewOnWire(row, now)),
    per_page: perPage,
    next_cursor: found.length > perPage && last ? writeCursor([last.markedAt.toISOString(), last.id]) : null,
  };
}
