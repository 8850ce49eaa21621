import {
  type CalibratedBy,
  type CalibrationBin,
  type CalibrationOf,
  calibrationPeople,
  calibrationShares,
  type ThresholdSuggestion,
} from '@hadir/contract/calibration.ts';
import type { Strangers } from './measure-strangers.ts';
import { peopleNeeded, suggestThreshold } from './suggest-threshold.ts';

const binWidth = 0.05;
/** Thousandths of a distance in one bin. */
const fineInBin = 50;

/** Distances of the school's own people by one recogniser, or by both. */
export type Measured = { by: CalibratedBy; strangers: Strangers; shots: number[]; marks: number[] };

export type Described = Omit<CalibrationOf, 'decides'>;

/** What was measured as histograms and suggestions. With too few people there are neither. */
export function describeCalibration({ by, strangers, shots, marks }: Measured): Described {
  const isTold = strangers.people >= calibrationPeople.least;
  return {
    by,
    people: strangers.people,
    strangers: strangers.pairs,
    shots: shots.length,
    marks: marks.length,
    bin_width: binWidth,
    bins: isTold ? listBins(strangers.counts, shots, marks) : [],
    suggestions: calibrationShares.map((share) => suggest({ by, strangers, shots, marks }, share)),
  };
}

function suggest({ strangers, shots, marks }: Measured, share: number): ThresholdSuggestion {
  const found = suggestThreshold(strangers.nearest, strangers.people, share);
  // Downwards, so that no more strangers pass than was said.
  const threshold = found && Math.floor(found.threshold * 100) / 100;
  return {
    share,
    people_needed: peopleNeeded(share),
    threshold,
    low: found?.low ?? null,
    high: found?.high ?? null,
    shots_refused: threshold === null ? null : shareBeyond(shots, threshold),
    marks_refused: threshold === null ? null : shareBeyond(marks, threshold),
  };
}

function shareBeyond(distances: readonly number[], threshold: number): number | null {
  if (distances.length === 0) return null;
  return distances.filter((distance) => !(distance <= threshold)).length / distances.length;
}

function listBins(counts: Uint32Array, shots: readonly number[], marks: readonly number[]): CalibrationBin[] {
  const length = Math.ceil(counts.length / fineInBin);
  const [shotCounts, markCounts] = [countBy(shots, length), countBy(marks, length)];
  const bins = Array.from({ length }, (_, i) => ({
    from: Number((i * binWidth).toFixed(2)),
    shots: shotCounts[i] ?? 0,
    marks: markCounts[i] ?? 0,
    strangers: counts.slice(i * fineInBin, (i + 1) * fineInBin).reduce((sum, count) => sum + count, 0),
  }));
  const last = bins.findLastIndex(({ shots: a, marks: b, strangers: c }) => a + b + c > 0);
  return bins.slice(0, last + 1);
}

function countBy(distances: readonly number[], bins: number): Uint32Array {
  const counts = new Uint32Array(bins);
  for (const distance of distances) {
    const bin = Math.min(bins - 1, Math.floor(distance / binWidth));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}
