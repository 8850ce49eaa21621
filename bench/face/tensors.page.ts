import { makeCloser } from '@hadir/web/src/face/look-closer.ts';
import { openMoreNets } from '@hadir/web/src/face/more-nets.ts';
import { loadNets, warmUp } from '@hadir/web/src/face/nets.ts';
import { openGraph } from '@hadir/web/src/face/run-graph.ts';
import { makeEyes } from '@hadir/web/src/face/see-face.ts';
import { backend, memory } from '@tensorflow/tfjs-core';
import { drawFrame } from './frame.ts';

/** The worker's own code, with every net loaded, on the page, where its memory can be counted. */
async function open() {
  const nets = await loadNets('/models/', () => undefined);
  await warmUp(nets);
  const more = openMoreNets('/models/');
  const second = await more.getSecond();
  await Promise.all([more.getEyes(), more.getPassive()]);
  return { eyes: makeEyes(nets, makeCloser(more)), second };
}

const everything = { eyes: true, life: true };

/** Looks at the pictures by every net and counts the tensors alive after each. */
async function count(urls: string[], fill: number): Promise<{ kinds: string[]; tensors: number[] }> {
  const { eyes, second } = await open();
  const kinds: string[] = [];
  const tensors = [memory().numTensors];
  for (const url of urls) {
    const frame = await createImageBitmap(await drawFrame(url, fill));
    const tracking = await eyes.track(frame, everything);
    const description = await eyes.describe(frame, everything);
    if (description.kind === 'described') await second.describe(description.chip);
    frame.close();
    kinds.push(tracking.kind, description.kind);
    tensors.push(memory().numTensors);
  }
  return { kinds, tensors };
}

/** As a camera would: every picture tracked, each tenth described. Memory after a tenth of them, and at the end. */
async function soak(url: string, fill: number, frames: number) {
  const { eyes, second } = await open();
  const canvas = await drawFrame(url, fill);
  const measure = () => ({ tensors: memory().numTensors, bytes: memory().numBytes, heap: getHeapBytes() });
  let early = measure();
  for (let at = 0; at < frames; at++) {
    if (at === frames / 10) early = measure();
    const frame = await createImageBitmap(canvas);
    if (at % 10 === 0) {
      const description = await eyes.describe(frame, everything);
      if (description.kind !== 'described') throw new Error(description.kind);
      await second.describe(description.chip);
    } else await eyes.track(frame, { eyes: at % 3 === 0 });
    frame.close();
  }
  return { early, late: measure() };
}

/** How many faces the detector finds at a size, and where the first one is, as shares of the frame. */
async function detect(urls: string[], fill: number, side: number) {
  const nets = await loadNets('/models/', () => undefined);
  const canvas = new OffscreenCanvas(side, side);
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  if (!brush) throw new Error('no canvas');
  const found: { faces: number; box: number[] }[] = [];
  for (const url of urls) {
    const frame = await drawFrame(url, fill);
    const scale = side / frame.width;
    brush.clearRect(0, 0, side, side);
    brush.drawImage(frame, 0, 0, side, frame.height * scale);
    const faces = await nets.locate({ data: brush.getImageData(0, 0, side, side).data, side });
    const [first] = faces;
    const box = first ? [first.x, first.y, first.x + first.width, first.y + first.height] : [];
    found.push({ faces: faces.length, box: box.map((value) => value / side) });
  }
  return found;
}

/** The memory WebAssembly holds; it only ever grows. */
function getHeapBytes(): number {
  const running: object = backend();
  if (!('wasm' in running)) throw new Error('Not on wasm.');
  // Emscripten's own view of its memory, which tfjs types away.
  return (running.wasm as { HEAPU8: Uint8Array }).HEAPU8.byteLength;
}

/** One net on numbers that only depend on its name's shape: what an ONNX runtime can be asked about, too. */
async function runNet(name: string, shape: [number, number, number], from: number, to: number): Promise<number[]> {
  await loadNets('/models/', () => undefined);
  const [json, weights] = await Promise.all(
    ['json', 'bin'].map(async (kind) => (await fetch(`/models/${name}.${kind}`)).arrayBuffer()),
  );
  const graph = openGraph(json, weights);
  let seed = 12345;
  const values = new Float32Array(shape[0] * shape[1] * shape[2]).map(() => {
    seed = (seed * 1103515245 + 12345) % 2 ** 31;
    return from + (seed / 2 ** 31) * (to - from);
  });
  return Array.from(await graph.run(values, shape));
}

const bench = { count, detect, soak, runNet };
export type TensorsBench = typeof bench;
Object.assign(window, { bench });
