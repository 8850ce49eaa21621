const waiting = new Map<string, Promise<unknown>>();

/**
 * Runs works of one name one after another in this process, so that those who wait for a lock in the database do not
 * each hold a connection meanwhile.
 */
export async function oneAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  const before = waiting.get(name) ?? Promise.resolve();
  const mine = before.then(work, work);
  waiting.set(name, mine);
  try {
    return await mine;
  } finally {
    if (waiting.get(name) === mine) waiting.delete(name);
  }
}
