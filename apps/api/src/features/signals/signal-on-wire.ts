import { Signal } from '@hadir/contract/signals.ts';
import type { Prisma } from '#generated/prisma/client.ts';

const peopleShown = 10;

export const signalFacts = {
  id: true,
  kind: true,
  state: true,
  detail: true,
  sightings: true,
  firstAt: true,
  lastAt: true,
  decidedAt: true,
  decidedById: true,
  decisionReason: true,
  people: {
    select: { person: { select: { id: true, name: true, role: true } } },
    orderBy: [{ person: { name: 'asc' } }, { personId: 'asc' }],
    take: peopleShown,
  },
  _count: { select: { people: true, attempts: true } },
} as const satisfies Prisma.FraudSignalSelect;

type Facts = Prisma.FraudSignalGetPayload<{ select: typeof signalFacts }>;

/** @param names of those who decided, by id */
export function signalOnWire(row: Facts, names: ReadonlyMap<string | null, string>): Signal {
  const { level, ...detail } = Object(row.detail);
  return Signal.parse({
    id: row.id,
    kind: row.kind,
    level,
    state: row.state,
    detail,
    sightings: row.sightings,
    first_at: row.firstAt.toISOString(),
    last_at: row.lastAt.toISOString(),
    people: row.people.map(({ person }) => person),
    people_total: row._count.people,
    decision: row.decidedAt && {
      at: row.decidedAt.toISOString(),
      by: names.get(row.decidedById) ?? null,
      reason: row.decisionReason ?? '',
    },
  });
}
