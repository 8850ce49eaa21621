import type { Wire } from './wire.ts';

/** Times in milliseconds, one for each transaction. */
export type Measured = { perSecond: number; times: number[] };

export function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Shares the work out to the wires; each takes the next piece as soon as it is free. */
export async function shareOut<T>(
  wires: readonly Wire[],
  work: readonly T[],
  run: (wire: Wire, piece: T) => Promise<void>,
) {
  const queue = work.values();
  await Promise.all(
    wires.map(async (wire) => {
      for (const piece of queue) await run(wire, piece);
    }),
  );
}

/** Sends prepared marks on all wires at once. Every one must be answered as `expected`. */
export async function sendMarks(
  wires: readonly Wire[],
  marks: readonly Buffer[],
  expected: 'accepted' | 'session_inactive' = 'accepted',
): Promise<Measured> {
  const times: number[] = [];
  const from = performance.now();
  await shareOut(wires, marks, async (wire, mark) => {
    const sentAt = performance.now();
    const answer = await wire.send(mark);
    times.push(performance.now() - sentAt);
    const isExpected = expected === 'accepted' ? answer.status === 200 : answer.body.includes(`"code":"${expected}"`);
    if (!isExpected) throw new Error(`a mark was answered ${answer.status} ${answer.body}, not ${expected}`);
  });
  return { perSecond: (marks.length / (performance.now() - from)) * 1000, times };
}
