/** Phones a person may use at a time. */
const activeKeysAllowed = 3;

type ActiveKey = { id: string; deviceHash: string; createdAt: Date; lastUsedAt: Date | null };

/**
 * Which phones end when another one becomes active: the one that the same browser has lost, and with a fourth phone the
 * one unused for longest.
 * @param active the person's other active keys
 */
export function decideEndedKeys<K extends ActiveKey>(
  active: readonly K[],
  next: { deviceHash: string; origin: string },
): { evicted: K[]; replaced: K[] } {
  const isLost = (key: K) => next.origin === 'evicted' && key.deviceHash === next.deviceHash;
  const newestFirst = active.filter((key) => !isLost(key)).toSorted((a, b) => usedAt(b) - usedAt(a));
  return { evicted: active.filter(isLost), replaced: newestFirst.slice(activeKeysAllowed - 1) };
}

const usedAt = (key: ActiveKey) => (key.lastUsedAt ?? key.createdAt).getTime();
