/** Euclidean distance of two descriptors of one model; NaN where their lengths differ. */
export function distanceBetween(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.NaN;
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += ((a[at] ?? Number.NaN) - (b[at] ?? Number.NaN)) ** 2;
  return Math.sqrt(sum);
}
