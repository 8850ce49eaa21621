/** Distances are counted in steps this wide; thresholds are whole numbers of them. */
export const STEP = 0.001;
const MOST = 2.5;
const BINS = Math.round(MOST / STEP) + 1;

/** One comparison of a person's picture (`a`) with another's picture or template (`b`), by places in the list of people. */
export type Near = { distance: number; a: number; b: number };

/** Counts distances without keeping them, but for the nearest, which carry every false match. */
export type Tally = {
  count: number;
  /** Comparisons by distance: entry i is above (i - 1) steps, up to i. */
  bins: Float64Array;
  /** Those up to `reach`, nearest first. */
  near: Near[];
  reach: number;
};

export function makeTally(reach: number): Tally {
  return { count: 0, bins: new Float64Array(BINS + 1), near: [], reach };
}

/** @param distance NaN counts as never matching */
export function count(tally: Tally, distance: number, a: number, b: number): void {
  tally.count += 1;
  // A hair's breadth, so that 0.5 is at most 0.5 however it was divided.
  const bin = Number.isNaN(distance) ? BINS : Math.min(BINS, Math.max(0, Math.ceil(distance / STEP - 1e-6)));
  tally.bins[bin] = (tally.bins[bin] ?? 0) + 1;
  if (distance <= tally.reach) tally.near.push({ distance, a, b });
}

export function sortNear(tally: Tally): void {
  tally.near.sort((x, y) => x.distance - y.distance);
}

/** Share of the comparisons at or below a threshold; NaN of none. */
export function shareWithin(tally: Tally, threshold: number): number {
  let within = 0;
  for (let bin = 0; bin <= Math.round(threshold / STEP); bin += 1) within += tally.bins[bin] ?? 0;
  return within / tally.count;
}

/** Largest threshold, in steps, with at most this share of the comparisons within. */
export function thresholdAt(tally: Tally, share: number): number {
  const allowed = share * tally.count;
  let within = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    within += tally.bins[bin] ?? 0;
    if (within > allowed) return (bin - 1) * STEP;
  }
  return MOST;
}
