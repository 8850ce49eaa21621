import { FaceError } from '#face/face-error.ts';
import { getFace } from '#features/enrolment/warm-face.ts';
import { bad, type Finding, good, warn } from './finding.ts';
import known from './known-face.json';

/** Drawn, not photographed: `npm run bench -- known-face` makes it and its descriptor. */
const PICTURE = '/known-face.png';
/** Browsers scale pictures each in their own way; a broken recogniser is off by far more. */
const TOLERANCE = 0.25;
/** A picture takes some 40 ms; with more than this, five of them test one's patience. Milliseconds. */
const SLOW_MS = 1500;

/** Has the app's own pipeline describe a known picture. Fetches the models where they are not there yet. */
export async function checkModel(signal: AbortSignal): Promise<Finding<'model'>> {
  try {
    const client = await getFace();
    await client.ready;
    const picture = await fetchPicture(signal);
    // The first run after the start is slower than all others.
    await client.track(await createImageBitmap(picture), { signal });
    const startedAt = performance.now();
    const seen = await client.describe(await createImageBitmap(picture), { signal });
    const tookMs = Math.round(performance.now() - startedAt);
    if (seen.kind !== 'described') return bad<'model'>('model.unseen', seen.kind);
    const distance = distanceBetween(seen.descriptor, known.descriptor);
    const fact = `${distance.toFixed(3)}, ${tookMs} ms`;
    // Written so that NaN does not pass.
    if (!(distance <= TOLERANCE)) return bad<'model'>('model.differs', fact);
    return tookMs > SLOW_MS ? warn<'model'>('model.slow', fact) : good(fact);
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof FaceError)) throw error;
    return bad<'model'>(`model.${error.kind === 'stopped' ? 'crashed' : error.kind}`);
  }
}

async function fetchPicture(signal: AbortSignal): Promise<Blob> {
  try {
    const answer = await fetch(PICTURE, { signal });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return await answer.blob();
  } catch (cause) {
    throw new FaceError('offline', 'The known picture did not arrive.', { cause });
  }
}

/** Euclidean; NaN where the lengths differ. */
export function distanceBetween(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.NaN;
  return Math.hypot(...Array.from(a, (value, at) => value - (b[at] ?? Number.NaN)));
}
