import { loadNets, warmUp } from '@hadir/web/src/face/nets.ts';
import { makeEyes } from '@hadir/web/src/face/see-face.ts';
import { memory } from '@tensorflow/tfjs-core';
import { drawFrame } from './frame.ts';

/** Looks at the pictures with the worker's own code and counts the tensors alive after each. */
async function count(urls: string[], fill: number): Promise<{ kinds: string[]; tensors: number[] }> {
  const nets = await loadNets('/models/', () => undefined);
  await warmUp(nets);
  const eyes = makeEyes(nets);
  const kinds: string[] = [];
  const tensors = [memory().numTensors];
  for (const url of urls) {
    const frame = await createImageBitmap(await drawFrame(url, fill));
    const [tracking, description] = [await eyes.track(frame), await eyes.describe(frame)];
    frame.close();
    kinds.push(tracking.kind, description.kind);
    tensors.push(memory().numTensors);
  }
  return { kinds, tensors };
}

const bench = { count };
export type TensorsBench = typeof bench;
Object.assign(window, { bench });
