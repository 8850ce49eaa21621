import { FaceError } from '#face/face-error.ts';
import { collectSecond } from '#face/second-descriptors.ts';
import { getFace } from '#features/enrolment/warm-face.ts';
import { bad, type Finding } from './finding.ts';
import { judgeModel } from './judge-model.ts';

/** Drawn, not photographed: `npm run bench -- known-face` makes it and its descriptor. */
const PICTURE = '/known-face.png';
/** The second recogniser is fetched after the first; milliseconds. */
const SECOND_MS = 20_000;

/** Has both recognisers of the app describe a known picture. Fetches the models where they are not there yet. */
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
    const collected = collectSecond(client, true, SECOND_MS);
    collected.add(seen.chip);
    const [second = null] = (await collected.finish(signal)) ?? [];
    return judgeModel({ first: seen.descriptor, second, tookMs });
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
