import type { listLookAlikes as endpoint } from '@hadir/contract/look-alikes.ts';
import { z } from 'zod';
import type { Tx } from '#db.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { readCursor, writeCursor } from '#http/cursor.ts';
import { lookAlikeFields, toLookAlike } from './look-alike-reply.ts';

const perPage = 50;
const Position = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]);

/** Nobody has decided, and the face in question is still there. */
export const isOpen = { decidedAt: null, templateId: { not: null } } satisfies Prisma.DuplicateFaceWhereInput;

/** Look-alikes of the school, newest first. */
export async function listLookAlikes(
  { db }: Pick<Context, 'db'>,
  schoolId: string,
  { state, cursor }: z.output<(typeof endpoint)['query']>,
): Promise<z.input<(typeof endpoint)['reply']>> {
  const after = readCursor(cursor, Position);
  const found = await db.duplicateFace.findMany({
    where: {
      schoolId,
      AND: [
        state === 'open' ? isOpen : { NOT: isOpen },
        after ? { OR: [{ createdAt: { lt: after[0] } }, { createdAt: after[0], id: { lt: after[1] } }] } : {},
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: perPage + 1,
    select: lookAlikeFields,
  });
  const items = found.slice(0, perPage);
  const last = items.at(-1);
  const deciders = await namesOf(db, schoolId, items);
  return {
    items: items.map((row) => toLookAlike(row, deciders)),
    per_page: perPage,
    next_cursor: found.length > perPage && last ? writeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}

/** Who decided; names by id. */
export async function namesOf(
  tx: Tx,
  schoolId: string,
  rows: readonly { decidedById: string | null }[],
): Promise<Map<string, string>> {
  const ids = rows.flatMap(({ decidedById }) => decidedById ?? []);
  if (ids.length === 0) return new Map();
  const people = await tx.person.findMany({ where: { schoolId, id: { in: ids } }, select: { id: true, name: true } });
  return new Map(people.map(({ id, name }) => [id, name]));
}
