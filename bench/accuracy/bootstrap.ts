import { makeRandom } from '#e2e/random.ts';
import type { Compared, Population } from './compare.ts';
import type { Score } from './faces.ts';
import type { Near } from './tally.ts';

/** Least and largest of 95 % of the draws. */
export type Interval = { from: number; to: number };

/** A threshold, or the one that lets this share of strangers pass. */
export type Cut = { at: 'threshold'; value: number } | { at: 'share'; value: number };

const DRAWS = 400;

/**
 * 95 % intervals by drawing people, not comparisons: whose face is easy or hard to take for another's is, in all of them.
 * Both sides of a comparison of strangers are drawn.
 * @returns per cut: shares of strangers within and of genuine beyond; null for what the kept comparisons do not reach
 */
export function drawIntervals(
  compared: Compared,
  score: Score,
  cuts: readonly Cut[],
  seed: number,
): { fmr: Interval | null; fnmr: Interval | null }[] {
  const random = makeRandom(seed);
  const people = peopleOf(compared.population);
  const { near, reach } = compared.impostor[score];
  const genuine = compared.genuine[score].near;
  const draws = cuts.map(() => ({ fmr: [] as number[], fnmr: [] as number[] }));
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const weights = new Float64Array(people);
    for (let i = 0; i < people; i += 1) {
      const drawn = Math.floor(random() * people);
      weights[drawn] = (weights[drawn] ?? 0) + 1;
    }
    const weightOf = ({ a, b }: Near) => (weights[a] ?? 0) * (weights[b] ?? 0);
    const all = countDrawn(compared.population, near, weights);
    const genuineAll = genuine.reduce((sum, { a }) => sum + (weights[a] ?? 0), 0);
    for (const [index, cut] of cuts.entries()) {
      const found = draws[index];
      if (!found || all === 0) continue;
      const threshold = cut.at === 'threshold' ? cut.value : findThreshold(near, weightOf, cut.value * all);
      if (threshold === null || threshold > reach) continue;
      found.fmr.push(sumWithin(near, threshold, weightOf) / all);
      const within = sumWithin(genuine, threshold, ({ a }) => weights[a] ?? 0);
      if (genuineAll > 0) found.fnmr.push(1 - within / genuineAll);
    }
  }
  return draws.map(({ fmr, fnmr }) => ({ fmr: middleOf(fmr), fnmr: middleOf(fnmr) }));
}

/** Comparisons of strangers in a draw, people drawn twice counting twice but never against themselves. */
function countDrawn(population: Population, near: readonly Near[], weights: Float64Array): number {
  // Of listed pairs every one was kept.
  if (population.kind === 'listed')
    return near.reduce((sum, { a, b }) => sum + (weights[a] ?? 0) * (weights[b] ?? 0), 0);
  const { probes, templates, isSymmetric } = population;
  let [left, right, own] = [0, 0, 0];
  for (const [person, weight] of weights.entries()) {
    const [a, b] = [weight * (probes[person] ?? 0), weight * (templates[person] ?? 0)];
    left += a;
    right += b;
    own += a * b;
  }
  return (left * right - own) / (isSymmetric ? 2 : 1);
}

function findThreshold(near: readonly Near[], weightOf: (one: Near) => number, allowed: number): number | null {
  let within = 0;
  for (const one of near) {
    within += weightOf(one);
    if (within > allowed) return one.distance - 1e-9;
  }
  return null;
}

/** @param near nearest first */
function sumWithin(near: readonly Near[], threshold: number, weightOf: (one: Near) => number): number {
  let sum = 0;
  for (const one of near) {
    if (one.distance > threshold) break;
    sum += weightOf(one);
  }
  return sum;
}

function middleOf(values: number[]): Interval | null {
  if (values.length < DRAWS / 2) return null;
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { from: at(0.025), to: at(0.975) };
}

function peopleOf(population: Population): number {
  return population.kind === 'listed' ? population.people : population.probes.length;
}
