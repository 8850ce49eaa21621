import { type Cut, drawIntervals, type Interval } from './bootstrap.ts';
import { type Compared, compareAll, protocols } from './compare.ts';
import { type Score, type Shot, scores } from './faces.ts';
import { shareWithin, thresholdAt } from './tally.ts';

const THRESHOLDS = [0.6, 0.55, 0.5] as const;
const RATES = [1e-3, 1e-4] as const;

/** One threshold, and what passes and is refused there. */
export type Figure = {
  threshold: number;
  fmr: number;
  fnmr: number;
  fmrInterval: Interval | null;
  fnmrInterval: Interval | null;
};

/** Figures of one way of making templates, judged by one score. */
export type Figures = {
  protocol: string;
  score: Score;
  genuine: number;
  impostor: number;
  /** People with a comparison of their own, and pairs of people compared. */
  people: number;
  pairs: number;
  atThresholds: Figure[];
  /** The thresholds that let at most these shares of strangers pass. */
  atRates: (Figure & { rate: number })[];
  compared: Compared;
};

/** All figures of these people; a score that no picture has is left out. */
export function measureFigures(people: readonly (readonly Shot[])[], seed: number): Figures[] {
  const hasSecond = people.some((own) => own.some(({ second }) => second));
  return protocols.flatMap(({ shots, name }) => {
    const compared = compareAll(people, shots, seed);
    const wanted = scores.filter((score) => hasSecond || score === 'first');
    return wanted.map((score) => figuresOf(compared, name, score, seed));
  });
}

/** Of comparisons that were made. */
export function figuresOf(compared: Compared, protocol: string, score: Score, seed: number): Figures {
  const [genuine, impostor] = [compared.genuine[score], compared.impostor[score]];
  const atRates = RATES.map((rate) => ({ rate, threshold: thresholdAt(impostor, rate) }));
  const cuts: Cut[] = [
    ...THRESHOLDS.map((value) => ({ at: 'threshold' as const, value })),
    ...atRates.map(({ rate }) => ({ at: 'share' as const, value: rate })),
  ];
  const intervals = drawIntervals(compared, score, cuts, seed);
  const people = new Set(genuine.near.map(({ a }) => a)).size;
  const pairs = countPairs(compared);
  const figureOf = (threshold: number, index: number): Figure => {
    const fmr = shareWithin(impostor, threshold);
    const fnmr = 1 - shareWithin(genuine, threshold);
    return {
      ...{ threshold, fmr, fnmr },
      fmrInterval: widen(intervals[index]?.fmr ?? null, fmr, pairs),
      fnmrInterval: widen(intervals[index]?.fnmr ?? null, fnmr, people),
    };
  };
  return {
    ...{ protocol, score, genuine: genuine.count, impostor: impostor.count, people, pairs, compared },
    atThresholds: THRESHOLDS.map(figureOf),
    atRates: atRates.map(({ rate, threshold }, at) => ({ rate, ...figureOf(threshold, THRESHOLDS.length + at) })),
  };
}

/** Where nothing was seen, drawing people again sees nothing either: then the rule of three over who was compared. */
function widen(interval: Interval | null, share: number, units: number): Interval | null {
  if (share > 0 || units === 0) return units === 0 ? null : interval;
  return { from: 0, to: Math.max(interval?.to ?? 0, Math.min(1, 3 / units)) };
}

function countPairs({ impostor, population }: Compared): number {
  if (population.kind === 'listed') return new Set(impostor.first.near.map(({ a, b }) => `${a} ${b}`)).size;
  const { probes, templates, isSymmetric } = population;
  const owners = templates.filter((templatesOf) => templatesOf > 0).length;
  const others = probes.filter((probesOf) => probesOf > 0).length;
  return (owners * Math.max(0, others - 1)) / (isSymmetric ? 2 : 1);
}

/** What so many comparisons of strangers say about a rate. */
export function sayResolution(rate: number, { impostor, pairs }: Pick<Figures, 'impostor' | 'pairs'>): string | null {
  const expected = rate * impostor;
  const size = `${impostor.toLocaleString('en-GB')} comparisons of ${pairs.toLocaleString('en-GB')} pairs of people`;
  if (expected < 1)
    return `cannot be resolved by ${size}: needs more than ${Math.ceil(3 / rate).toLocaleString('en-GB')}`;
  if (expected < 10) return `rests on ${Math.floor(expected)} of ${size}: no more than a hint`;
  return null;
}
