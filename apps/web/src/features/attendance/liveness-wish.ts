import type { LivenessWish } from '#face/liveness-run.ts';

let wished: LivenessWish | null = null;

/** What the person taps instead of doing a step; the capture on its way takes it up. */
export function wishStep(wish: LivenessWish): void {
  wished = wish;
}

/** The last wish, once. */
export function takeWish(): LivenessWish | null {
  const wish = wished;
  wished = null;
  return wish;
}
