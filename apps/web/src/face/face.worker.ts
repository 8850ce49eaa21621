import { FaceError } from './face-error.ts';
import { makeKeptChips } from './kept-chips.ts';
import { makeCloser } from './look-closer.ts';
import { keepScript } from './model-cache.ts';
import { type MoreNets, openMoreNets } from './more-nets.ts';
import { loadNets, warmUp } from './nets.ts';
import { type Eyes, makeEyes } from './see-face.ts';
import type { Square } from './square.ts';
import type { CloserLook, Description, Frame } from './tracking.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

const MODELS_URL = '/models/';

let seeing: { eyes: Eyes; more: MoreNets } | null = null;
const chips = makeKeptChips();

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  try {
    await answer(data);
  } catch (error) {
    const kind = error instanceof FaceError ? error.kind : 'crashed';
    const message = error instanceof Error ? error.message : String(error);
    send({ kind: 'failed', id: 'id' in data ? data.id : null, error: kind, message });
  } finally {
    if ('frame' in data) data.frame.close();
  }
};

async function answer(message: ToWorker): Promise<void> {
  switch (message.kind) {
    case 'load':
      return load();
    case 'track':
      return send({
        kind: 'tracked',
        id: message.id,
        tracking: await getSeeing().eyes.track(message.frame, message.closer),
      });
    case 'describe':
      return send({ kind: 'described', id: message.id, description: await describe(message) });
    case 'load_second':
      // Whoever needs it hears that it did not come.
      return void getSeeing()
        .more.getSecond()
        .catch(() => undefined);
    case 'describe_second': {
      const descriptor = await describeSecond(chips.take(message.chip));
      return send({ kind: 'second_described', id: message.id, descriptor });
    }
    case 'rest':
      return chips.clear();
  }
}

async function load(): Promise<void> {
  const nets = await loadNets(MODELS_URL, (loadedBytes, totalBytes) => {
    send({ kind: 'progress', loadedBytes, totalBytes });
  });
  await warmUp(nets);
  const more = openMoreNets(MODELS_URL);
  seeing = { eyes: makeEyes(nets, makeCloser(more)), more };
  send({ kind: 'ready', backend: 'wasm', simd: nets.hasSimd });
  // On a first visit no service worker was in charge yet; the next one may have no network.
  await Promise.all([self.location.href, nets.wasmUrl].map(keepScript));
}

function getSeeing() {
  if (!seeing) throw new FaceError('crashed', 'A frame came before the models.');
  return seeing;
}

type Asked = { id: number; frame: Frame; closer: CloserLook };

async function describe({ id, frame, closer }: Asked): Promise<Description> {
  const seen = await getSeeing().eyes.describe(frame, closer);
  if (seen.kind !== 'described') return seen;
  chips.keep(id, seen.chip);
  return { ...seen, chip: id };
}

/** Null without the second recogniser: a mark goes with the first alone. */
async function describeSecond(chip: Square | null): Promise<Float32Array | null> {
  const second = await getSeeing()
    .more.getSecond()
    .catch(() => null);
  return second && chip ? second.describe(chip) : null;
}

function send(message: FromWorker): void {
  self.postMessage(message);
}
