import type { Compared } from './compare.ts';
import { measureDistances, type Score, type Shot, scores } from './faces.ts';
import { type Figures, figuresOf } from './figures.ts';
import type { Pair } from './read-pairs.ts';
import { count, makeTally, sortNear, type Tally } from './tally.ts';

/** Figures of exactly the listed pairs, one picture against one. */
export function measurePairs(
  pairs: readonly Pair[],
  shots: readonly (Shot | null)[],
  seed: number,
): { figures: Figures[]; missing: number } {
  const [genuine, impostor] = [makeTallies(), makeTallies()];
  let missing = 0;
  for (const { a, b, same } of pairs) {
    const [from, to] = [shots[a], shots[b]];
    if (!from || !to) {
      missing += 1;
      continue;
    }
    const distances = measureDistances(from, to);
    for (const score of scores) count((same ? genuine : impostor)[score], distances[score], from.person, to.person);
  }
  for (const score of scores) {
    sortNear(genuine[score]);
    sortNear(impostor[score]);
  }
  const people = Math.max(0, ...shots.map((shot) => shot?.person ?? 0)) + 1;
  const compared: Compared = { genuine, impostor, population: { kind: 'listed', people } };
  const hasSecond = shots.some((shot) => shot?.second);
  const wanted = scores.filter((score) => hasSecond || score === 'first');
  return { figures: wanted.map((score) => figuresOf(compared, 'listed pairs', score, seed)), missing };
}

function makeTallies(): Record<Score, Tally> {
  return { first: makeTally(9), second: makeTally(9), fused: makeTally(9) };
}
