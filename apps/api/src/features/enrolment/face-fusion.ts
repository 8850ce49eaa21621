/** Two recognisers' distances as one; fit on other people than it was judged on, see `docs/accuracy.md`. */
export type FaceFusion = {
  /** Share of the second recogniser, 0 to 1. */
  readonly weight: number;
  /** Brings the second's distances to the scale of the first's, so that a school's threshold keeps its meaning. */
  readonly scale: number;
  /** Largest distance of each alone: one that says no is not outvoted by an average. */
  readonly largest: { readonly first: number; readonly second: number };
  /** How far two strangers' enrolled faces lie apart, fused: about normally distributed. */
  readonly strangers: { readonly median: number; readonly deviation: number };
};

export const faceFusion: FaceFusion = {
  weight: 0.73,
  scale: 0.43,
  largest: { first: 0.65, second: 1.2 },
  strangers: { median: 0.657, deviation: 0.05 },
};

/**
 * On the scale of the first recogniser's distance.
 * @param first distance of the first recogniser
 * @param second of the second; null where one of the two faces has none: the first alone
 */
export function fuseDistances(first: number, second: number | null, fusion: FaceFusion = faceFusion): number {
  return second === null ? first : (1 - fusion.weight) * first + fusion.weight * fusion.scale * second;
}
