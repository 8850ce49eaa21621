import type { listCorrectionRequests as endpoint } from '@hadir/contract/corrections.ts';
import type { z } from 'zod';
import { ownSessions } from '#features/sessions/own-sessions.ts';
import type { Context } from '#http/context.ts';
import { afterCursor, readTimeCursor, writeCursor } from '#http/cursor.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { requestFacts, requestsOnWire } from './show-request.ts';

const perPage = 50;

type Filter = z.output<(typeof endpoint)['query']>;
type Page = z.input<(typeof endpoint)['reply']>;

/** What students ask: open ones with the longest waiting first, answered ones with the newest first. */
export async function listRequests(context: Context, reader: SignedIn, { list, cursor }: Filter): Promise<Page> {
  const isOpen = list === 'open';
  const order = isOpen ? 'asc' : 'desc';
  const position = readTimeCursor(cursor);
  const found = await context.db.correctionRequest.findMany({
    where: {
      AND: [
        { schoolId: reader.schoolId, session: ownSessions(reader) },
        { state: isOpen ? 'open' : { in: ['accepted', 'refused'] } },
        afterCursor(position, order, (createdAt) => ({ createdAt })),
      ],
    },
    orderBy: [{ createdAt: order }, { id: order }],
    take: perPage + 1,
    select: requestFacts,
  });
  const rows = found.slice(0, perPage);
  const last = rows.at(-1);
  return {
    items: await requestsOnWire(context.db, reader.schoolId, rows, context.now()),
    per_page: perPage,
    next_cursor: found.length > perPage && last ? writeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}
