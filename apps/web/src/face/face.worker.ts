import { FaceError } from './face-error.ts';
import { loadNets, warmUp } from './nets.ts';
import { type Eyes, makeEyes } from './see-face.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

const MODELS_URL = '/models/';

let eyes: Eyes | null = null;

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  try {
    await answer(data);
  } catch (error) {
    const kind = error instanceof FaceError ? error.kind : 'crashed';
    const message = error instanceof Error ? error.message : String(error);
    send({ kind: 'failed', id: data.kind === 'load' ? null : data.id, error: kind, message });
  } finally {
    if (data.kind !== 'load') data.frame.close();
  }
};

async function answer(message: ToWorker): Promise<void> {
  if (message.kind === 'load') {
    const nets = await loadNets(MODELS_URL, (loadedBytes, totalBytes) => {
      send({ kind: 'progress', loadedBytes, totalBytes });
    });
    await warmUp(nets);
    eyes = makeEyes(nets);
    send({ kind: 'ready', backend: 'wasm', simd: nets.hasSimd });
    return;
  }
  if (!eyes) throw new FaceError('crashed', 'A frame came before the models.');
  if (message.kind === 'track') send({ kind: 'tracked', id: message.id, tracking: await eyes.track(message.frame) });
  else send({ kind: 'described', id: message.id, description: await eyes.describe(message.frame) });
}

function send(message: FromWorker): void {
  self.postMessage(message);
}
