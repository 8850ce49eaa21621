import type { listLookAlikes as endpoint } from '@hadir/contract/look-alikes.ts';
import type { z } from 'zod';
import { findNames } from '#features/school/find-names.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { afterCursor, readTimeCursor, writeCursor } from '#http/cursor.ts';
import { lookAlikeFields, toLookAlike } from './look-alike-reply.ts';

const perPage = 50;

/** Nobody has decided, and the face in question is still there. */
export const isOpen = { decidedAt: null, templateId: { not: null } } satisfies Prisma.DuplicateFaceWhereInput;

/** Look-alikes of the school, newest first. */
export async function listLookAlikes(
  { db }: Pick<Context, 'db'>,
  schoolId: string,
  { state, cursor }: z.output<(typeof endpoint)['query']>,
): Promise<z.input<(typeof endpoint)['reply']>> {
  const after = readTimeCursor(cursor);
  const found = await db.duplicateFace.findMany({
    where: {
      schoolId,
      AND: [state === 'open' ? isOpen : { NOT: isOpen }, afterCursor(after, 'desc', (createdAt) => ({ createdAt }))],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: perPage + 1,
    select: lookAlikeFields,
  });
  const items = found.slice(0, perPage);
  const last = items.at(-1);
  const deciders = await findNames(
    db,
    schoolId,
    items.map(({ decidedById }) => decidedById),
  );
  return {
    items: items.map((row) => toLookAlike(row, deciders)),
    per_page: perPage,
    next_cursor: found.length > perPage && last ? writeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}
