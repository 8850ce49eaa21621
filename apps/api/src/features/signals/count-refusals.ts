import type { Context } from '#http/context.ts';
import type { RefusedRequest } from '#http/observe-requests.ts';
import { countedCodes } from './decide-refused-requests.ts';
import { keepRefusals, type RefusalCount } from './keep-refusals.ts';

const flushMs = 10_000;
const hourMs = 3_600_000;

/** People and codes of one round; beyond that the metrics alone count. */
const most = 10_000;

export interface RefusalCounter {
  /** Notes one refused request; costs nothing but memory. */
  note(refused: RefusedRequest): void;
  /** Writes what is left, and ends. */
  end(): Promise<void>;
}

/** Counts requests of signed-in people that were turned away, by the hour, in memory, and writes them now and then. */
export function countRefusals(context: Pick<Context, 'db' | 'log' | 'now'>): RefusalCounter {
  let counts = new Map<string, RefusalCount>();
  const add = (count: RefusalCount) => {
    const key = `${count.personId} ${count.code} ${count.hourAt.getTime()}`;
    const known = counts.get(key);
    if (known) known.requests += count.requests;
    else if (counts.size < most) counts.set(key, { ...count });
  };
  const flush = async () => {
    const taken = [...counts.values()];
    counts = new Map();
    if (taken.length === 0) return;
    await keepRefusals(context, taken).catch((err: unknown) => {
      context.log.warn({ err }, 'refused requests were not written yet');
      for (const count of taken) add(count);
    });
  };
  const timer = setInterval(() => void flush(), flushMs).unref();
  return {
    note({ personId, code }) {
      if (personId === null || !countedCodes.includes(code)) return;
      const hourAt = new Date(Math.floor(context.now().getTime() / hourMs) * hourMs);
      add({ personId, code, hourAt, requests: 1 });
    },
    async end() {
      clearInterval(timer);
      await flush();
    },
  };
}
