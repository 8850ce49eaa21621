import type { Interval } from './bootstrap.ts';
import type { Figure, Figures } from './figures.ts';

export const scoreNames = { first: 'face-api-128', second: 'mobilefacenet-128', fused: 'both, as shipped' } as const;

/** A share as people read it; below a hundredth of a per cent with a power of ten. */
export function percent(share: number): string {
  if (Number.isNaN(share)) return '–';
  if (share > 0 && share < 1e-4) return share.toExponential(1);
  return `${(share * 100).toFixed(share < 0.01 && share > 0 ? 3 : 2)} %`;
}

export function interval(of: Interval | null): string {
  return of ? `${percent(of.from)} to ${percent(of.to)}` : '–';
}

/** The cells of one threshold, in the order of `headings`. */
export function cellsOf({ threshold, fmr, fnmr, fmrInterval, fnmrInterval }: Figure): string[] {
  return [threshold.toFixed(3), percent(fmr), interval(fmrInterval), percent(fnmr), interval(fnmrInterval)];
}

export const headings = ['threshold', 'FMR', '95 %', 'FNMR', '95 %'];

export function titleOf({ protocol, score, genuine, impostor, people }: Figures): string {
  const counts = `${genuine.toLocaleString('en-GB')} genuine of ${people} people, ${impostor.toLocaleString('en-GB')} strangers`;
  return `${protocol}, ${scoreNames[score]} (${counts})`;
}
