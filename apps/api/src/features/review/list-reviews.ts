import type { listReviews as endpoint } from '@hadir/contract/review.ts';
import { z } from 'zod';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { readCursor, writeCursor } from '#http/cursor.ts';
import { toInstant } from '#http/instant.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { overdueBefore, ownRecords } from './review-scope.ts';
import { reviewFacts, reviewOnWire } from './show-review.ts';

const perPage = 50;
const Position = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]);

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
  const position = readCursor(filter.cursor, Position);
  const found = await context.db.attendanceRecord.findMany({
    where: {
      AND: [
        ownRecords(reader),
        { state: isWaiting ? 'pending' : 'flagged' },
        isAdmin && isWaiting && filter.scope !== 'all' ? { markedAt: { lt: overdueBefore(now) } } : {},
        position ? beyond(order, toInstant(position[0], 'cursor'), position[1]) : {},
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

function beyond(order: 'asc' | 'desc', at: Date, id: string): Prisma.AttendanceRecordWhereInput {
  return order === 'asc'
    ? { markedAt: { gte: at }, OR: [{ markedAt: { gt: at } }, { id: { gt: id } }] }
    : { markedAt: { lte: at }, OR: [{ markedAt: { lt: at } }, { id: { lt: id } }] };
}
