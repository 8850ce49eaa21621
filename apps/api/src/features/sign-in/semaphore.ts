import { AppError } from '#http/errors.ts';

/** Runs work at most `atOnce` at a time; `queue` more may wait, the next is told to retry later. */
export function semaphore(atOnce: number, queue: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];

  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= queue) {
        throw new AppError('retry_later', 'Many people are signing in. Try again in a moment.', { retryAfterS: 5 });
      }
      // The one that ends hands its turn over, so `running` stays as it is.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
