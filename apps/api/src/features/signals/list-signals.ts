import type { listSignals as endpoint } from '@hadir/contract/signals.ts';
import { z } from 'zod';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { readCursor, writeCursor } from '#http/cursor.ts';
import { isId } from '#http/id.ts';
import { toInstant } from '#http/instant.ts';
import { findDeciders } from './find-deciders.ts';
import { signalFacts, signalOnWire } from './signal-on-wire.ts';

const perPage = 50;
const Position = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]);

type Filter = z.output<(typeof endpoint)['query']>;
type Page = z.input<(typeof endpoint)['reply']>;

/** Signals of the school, those with the newest sighting first. */
export async function listSignals({ db }: Pick<Context, 'db'>, schoolId: string, filter: Filter): Promise<Page> {
  const position = readCursor(filter.cursor, Position);
  const where = filtered(schoolId, filter);
  const found = await db.fraudSignal.findMany({
    where: position ? { AND: [where, before(toInstant(position[0], 'cursor'), position[1])] } : where,
    orderBy: [{ lastAt: 'desc' }, { id: 'desc' }],
    take: perPage + 1,
    select: signalFacts,
  });
  const rows = found.slice(0, perPage);
  const last = rows.at(-1);
  const nameOf = await findDeciders(db, schoolId, rows);
  return {
    items: rows.map((row) => signalOnWire(row, nameOf)),
    per_page: perPage,
    next_cursor: found.length > perPage && last ? writeCursor([last.lastAt.toISOString(), last.id]) : null,
    open_total: await db.fraudSignal.count({ where: { schoolId, state: 'open' } }),
  };
}

function before(at: Date, id: string): Prisma.FraudSignalWhereInput {
  return { lastAt: { lte: at }, OR: [{ lastAt: { lt: at } }, { id: { lt: id } }] };
}

function filtered(schoolId: string, filter: Filter): Prisma.FraudSignalWhereInput {
  const { kind, level, state, person_id: personId, from, to } = filter;
  return {
    schoolId,
    ...(kind !== undefined && { kind }),
    ...(level !== undefined && { detail: { path: ['level'], equals: level } }),
    ...(state !== undefined && { state }),
    // An id that cannot be ours finds nobody.
    ...(personId !== undefined && (isId(personId) ? { people: { some: { personId } } } : { id: { in: [] } })),
    lastAt: {
      ...(from !== undefined && { gte: toInstant(from, 'from') }),
      ...(to !== undefined && { lt: toInstant(to, 'to') }),
    },
  };
}
