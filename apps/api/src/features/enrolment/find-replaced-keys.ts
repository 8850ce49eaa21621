import type { Tx } from '#db.ts';
import { decideEndedKeys } from './decide-ended-keys.ts';

type Waiting = { id: string; personId: string; deviceHash: string; origin: string };

/** For each waiting phone the name of the one that ends when it becomes active; without those that end none. */
export async function findReplacedKeys(tx: Tx, waiting: readonly Waiting[]): Promise<Map<string, string>> {
  if (waiting.length === 0) return new Map();
  const active = await tx.deviceKey.findMany({
    where: { personId: { in: waiting.map(({ personId }) => personId) }, state: 'active' },
    select: { id: true, personId: true, label: true, deviceHash: true, createdAt: true, lastUsedAt: true },
  });
  return new Map(
    waiting.flatMap((key) => {
      const own = active.filter(({ personId }) => personId === key.personId);
      const [ended] = decideEndedKeys(own, key).replaced;
      return ended ? [[key.id, ended.label] as const] : [];
    }),
  );
}
