/** Of the normal distribution, for 95 %. */
const z = 1.959_964;

/**
 * Wilson's 95 % interval of a share, which stays sensible for few tries and for shares of 0 and 1.
 * @param hits of `tries`, which is at least 1
 */
export function wilsonInterval(hits: number, tries: number): { low: number; high: number } {
  const share = hits / tries;
  const weight = z ** 2 / tries;
  const middle = (share + weight / 2) / (1 + weight);
  const half = (z / (1 + weight)) * Math.sqrt((share * (1 - share)) / tries + weight / (4 * tries));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
