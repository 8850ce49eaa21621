import type { Arena } from './arena.ts';
import type { Tally } from './tally.ts';

/** What every attack is given. */
export type Stage = {
  arena: Arena;
  /** A course of students with made-up faces, for what does not depend on the face. */
  courseId: string;
  /** How often to try: the first number in a quick run, the second in a whole one. */
  times(quick: number, whole: number): number;
  isQuick: boolean;
};

/** By the id of its row in the threat model. */
export type Attacks = Record<string, (stage: Stage) => Promise<Tally>>;

/** Runs something so many times, one after the other. */
export async function repeat<T>(times: number, run: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let i = 0; i < times; i += 1) results.push(await run(i));
  return results;
}
