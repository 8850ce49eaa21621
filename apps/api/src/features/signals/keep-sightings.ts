import { SignalLevel } from '@hadir/contract/signals.ts';
import type { Tx } from '#db.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { uuidV7 } from '#http/uuid-v7.ts';
import { decideReopening } from './decide-reopening.ts';
import { isHigher, type Sighting } from './sighting.ts';

/** Writes what was seen: one row a kind and key, with links to people and attempts. The same again changes nothing. */
export async function keepSightings(tx: Tx, schoolId: string, sightings: readonly Sighting[]): Promise<void> {
  for (const sighting of joined(sightings)) await keep(tx, schoolId, sighting);
}

/** Several sightings of one signal in one round are one; the highest level tells. */
function joined(sightings: readonly Sighting[]): Sighting[] {
  const byKey = new Map<string, Sighting>();
  for (const sighting of sightings) {
    const name = JSON.stringify([sighting.kind, sighting.key]);
    const other = byKey.get(name);
    const leading = other && isHigher(other.level, sighting.level) ? other : sighting;
    byKey.set(name, {
      ...leading,
      people: [...new Set([...(other?.people ?? []), ...sighting.people])],
      attempts: [...new Set([...(other?.attempts ?? []), ...sighting.attempts])],
    });
  }
  return [...byKey.values()];
}

async function keep(tx: Tx, schoolId: string, sighting: Sighting): Promise<void> {
  const { kind, key } = sighting;
  const before = await tx.fraudSignal.findUnique({ where: { schoolId_kind_key: { schoolId, kind, key } } });
  const at = sighting.counted ?? { sightings: 0, firstAt: new Date(0), lastAt: new Date(0) };
  const id =
    before?.id ??
    (await tx.fraudSignal.create({ data: { id: uuidV7(new Date()), schoolId, kind, key, detail: {}, ...at } })).id;
  const newAttempts = await link(tx, id, sighting.attempts, 'attempts');
  const newPeople = await link(tx, id, sighting.people, 'people');
  const counted = sighting.counted ?? (await countAttempts(tx, id));
  const levelBefore = SignalLevel.catch('low').parse(Reflect.get(Object(before?.detail), 'level'));
  const level = isHigher(levelBefore, sighting.level) ? levelBefore : sighting.level;
  const isNew = newAttempts > 0 || (before !== null && counted.lastAt > before.lastAt);
  const isOpen = decideReopening({
    state: before?.state ?? 'open',
    isNew,
    hasNewPeople: newPeople > 0,
    levelBefore,
    level: sighting.level,
  });
  const detail: Prisma.InputJsonObject = { ...sighting.detail, level };
  await tx.fraudSignal.update({
    where: { id },
    data: {
      detail,
      sightings: Math.max(counted.sightings, sighting.counted ? (before?.sightings ?? 0) : 0),
      firstAt: before && before.firstAt < counted.firstAt ? before.firstAt : counted.firstAt,
      lastAt: before && before.lastAt > counted.lastAt ? before.lastAt : counted.lastAt,
      ...(isOpen && { state: 'open' as const }),
    },
  });
}

/** @returns links that were not there before */
async function link(tx: Tx, signalId: string, ids: readonly string[], what: 'attempts' | 'people'): Promise<number> {
  if (ids.length === 0) return 0;
  // Somebody may have been deleted since; such a link would break the round.
  return what === 'attempts'
    ? tx.$executeRaw`
        INSERT INTO fraud_signal_attempts (signal_id, attempt_id)
        SELECT ${signalId}::uuid, id FROM attendance_attempts WHERE id = ANY(${[...ids]}::uuid[]) ON CONFLICT DO NOTHING`
    : tx.$executeRaw`
        INSERT INTO fraud_signal_people (signal_id, person_id)
        SELECT ${signalId}::uuid, id FROM people WHERE id = ANY(${[...ids]}::uuid[]) ON CONFLICT DO NOTHING`;
}

async function countAttempts(tx: Tx, signalId: string) {
  const where = { signals: { some: { signalId } } };
  const found = await tx.attendanceAttempt.aggregate({
    where,
    _count: true,
    _min: { createdAt: true },
    _max: { createdAt: true },
  });
  const now = new Date();
  return {
    sightings: found._count,
    firstAt: found._min.createdAt ?? now,
    lastAt: found._max.createdAt ?? now,
  };
}
