/** After so many failed tries a message is left lying, to be looked at; the next start of the product tries again. */
export const mostTries = 10;

const firstPauseS = 5;
const longestPauseS = 6 * 3600;

/**
 * Seconds until a message that has failed is tried again.
 * @param tries failed ones, the last included
 */
export function decidePause(tries: number): number {
  return Math.min(longestPauseS, firstPauseS * 4 ** (tries - 1));
}
