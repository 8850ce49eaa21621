import { makeCloser } from '@hadir/web/src/face/look-closer.ts';
import { openMoreNets } from '@hadir/web/src/face/more-nets.ts';
import { loadNets, warmUp } from '@hadir/web/src/face/nets.ts';
import type { SecondRecogniser } from '@hadir/web/src/face/second-recogniser.ts';
import { type Eyes, makeEyes } from '@hadir/web/src/face/see-face.ts';
import type { Square } from '@hadir/web/src/face/square.ts';
import { drawFrame } from './frame.ts';

let opened: { eyes: Eyes; second: SecondRecogniser } | null = null;
const chips = new Map<string, Square>();

async function open() {
  if (opened) return opened;
  const nets = await loadNets('/models/', () => undefined);
  await warmUp(nets);
  const more = openMoreNets('/models/');
  opened = { eyes: makeEyes(nets, makeCloser(more)), second: await more.getSecond() };
  return opened;
}

/** Embeddings of a picture and of its mirror image; none without exactly one face. Its chip is kept for `blend`. */
async function embed(url: string, fill: number): Promise<number[][]> {
  const { eyes, second } = await open();
  const frame = await createImageBitmap(await drawFrame(url, fill));
  const seen = await eyes.describe(frame, {});
  frame.close();
  if (seen.kind !== 'described') return [];
  chips.set(url, seen.chip);
  const both = [seen.chip, mirror(seen.chip)];
  const embeddings: number[][] = [];
  for (const chip of both) embeddings.push(Array.from(await second.embed(chip)));
  return embeddings;
}

/** Embedding of a face between two: their chips laid over each other, the first with this share. */
async function blend(a: string, b: string, share: number): Promise<number[]> {
  const { second } = await open();
  const [first, other] = [chips.get(a), chips.get(b)];
  if (!first || !other) return [];
  const data = first.data.map((value, at) => value * share + (other.data[at] ?? 0) * (1 - share));
  return Array.from(await second.embed({ data, side: first.side }));
}

function mirror({ data, side }: Square): Square {
  const mirrored = new Uint8ClampedArray(data.length);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const from = (y * side + x) * 4;
      mirrored.set(data.subarray(from, from + 4), (y * side + side - 1 - x) * 4);
    }
  }
  return { data: mirrored, side };
}

const bench = { embed, blend };
export type EmbedBench = typeof bench;
Object.assign(window, { bench });
