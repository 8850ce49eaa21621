import { AppError } from '#http/errors.ts';

/**
 * Runs work at most `atOnce` at a time, in turn between those who ask, so that nobody's crowd keeps another waiting.
 * @param queue how many of one asker, and of all together, may wait; the next is told to retry later
 */
export function semaphore(
  atOnce: number,
  queue: { each: number; all: number },
): <T>(asker: string, work: () => Promise<T>) => Promise<T> {
  let running = 0;
  let waiting = 0;
  // In the order of turns: who has had one goes to the end.
  const askers = new Map<string, (() => void)[]>();

  function wait(asker: string): Promise<void> {
    const own = askers.get(asker) ?? [];
    if (own.length >= queue.each || waiting >= queue.all) {
      throw new AppError('retry_later', 'Many people are signing in. Try again in a moment.', { retryAfterS: 5 });
    }
    waiting += 1;
    askers.set(asker, own);
    return new Promise((resolve) => own.push(resolve));
  }

  function takeNext(): (() => void) | undefined {
    const [turn] = askers;
    if (!turn) return undefined;
    const [asker, own] = turn;
    const next = own.shift();
    waiting -= 1;
    askers.delete(asker);
    if (own.length > 0) askers.set(asker, own);
    return next;
  }

  return async (asker, work) => {
    // The one that ends hands its turn over, so `running` stays as it is.
    if (running >= atOnce) await wait(asker);
    else running += 1;
    try {
      return await work();
    } finally {
      const next = takeNext();
      if (next) next();
      else running -= 1;
    }
  };
}
