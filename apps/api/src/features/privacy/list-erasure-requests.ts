import type { listErasureRequests as endpoint } from '@hadir/contract/privacy.ts';
import type { z } from 'zod';
import type { Context } from '#http/context.ts';
import { afterCursor, readTimeCursor, writeCursor } from '#http/cursor.ts';
import { showErasureRequest } from './show-erasure-request.ts';

const perPage = 50;

type Asked = z.output<(typeof endpoint)['query']>;
type Page = z.input<(typeof endpoint)['reply']>;

/** Requests of the school's people to be erased, newest first. */
export async function listErasureRequests(
  { db }: Pick<Context, 'db'>,
  schoolId: string,
  { state, cursor }: Asked,
): Promise<Page> {
  const rows = await db.erasureRequest.findMany({
    where: {
      schoolId,
      ...(state && { state }),
      AND: [afterCursor(readTimeCursor(cursor), 'desc', (createdAt) => ({ createdAt }))],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: perPage + 1,
    include: { person: { select: { id: true, name: true, role: true } } },
  });
  const page = rows.slice(0, perPage);
  const last = page.at(-1);
  return {
    items: page.map(({ person, ...row }) => ({ ...showErasureRequest(row), person })),
    per_page: perPage,
    next_cursor: rows.length > perPage && last ? writeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}
