import type { listSignals as endpoint } from '@hadir/contract/signals.ts';
import type { z } from 'zod';
import { findNames } from '#features/school/find-names.ts';
import { requireKnown } from '#features/school/require-known.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { afterCursor, readTimeCursor, writeCursor } from '#http/cursor.ts';
import { toInstant } from '#http/instant.ts';
import { signalFacts, signalOnWire } from './signal-on-wire.ts';

const perPage = 50;

type Filter = z.output<(typeof endpoint)['query']>;
type Page = z.input<(typeof endpoint)['reply']>;

/**
 * Signals of the school, those with the newest sighting first.
 * @throws AppError not_found for a person who is unknown
 */
export async function listSignals({ db }: Pick<Context, 'db'>, schoolId: string, filter: Filter): Promise<Page> {
  await requireKnown(db, schoolId, { person_id: filter.person_id });
  const position = readTimeCursor(filter.cursor);
  const where = filtered(schoolId, filter);
  const found = await db.fraudSignal.findMany({
    where: { AND: [where, afterCursor(position, 'desc', (lastAt) => ({ lastAt }))] },
    orderBy: [{ lastAt: 'desc' }, { id: 'desc' }],
    take: perPage + 1,
    select: signalFacts,
  });
  const rows = found.slice(0, perPage);
  const last = rows.at(-1);
  const names = await findNames(
    db,
    schoolId,
    rows.map(({ decidedById }) => decidedById),
  );
  return {
    items: rows.map((row) => signalOnWire(row, names)),
    per_page: perPage,
    next_cursor: found.length > perPage && last ? writeCursor([last.lastAt.toISOString(), last.id]) : null,
    open_total: await db.fraudSignal.count({ where: { schoolId, state: 'open' } }),
  };
}

function filtered(schoolId: string, filter: Filter): Prisma.FraudSignalWhereInput {
  const { kind, level, state, person_id: personId, from, to } = filter;
  return {
    schoolId,
    ...(kind !== undefined && { kind }),
    ...(level !== undefined && { detail: { path: ['level'], equals: level } }),
    ...(state !== undefined && { state }),
    ...(personId !== undefined && { people: { some: { personId } } }),
    lastAt: {
      ...(from !== undefined && { gte: toInstant(from, 'from') }),
      ...(to !== undefined && { lt: toInstant(to, 'to') }),
    },
  };
}
