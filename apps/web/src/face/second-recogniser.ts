import { openProjection, toUnit } from './projection.ts';
import { openGraph } from './run-graph.ts';
import type { Square } from './square.ts';
import { loadModelFiles } from './weights.ts';

/** Side of its chip in pixels, see `alignFace`. */
export const SECOND_SIDE = 112;

const NET = 'mobilefacenet';
const PROJECTION = 'mobilefacenet_projection.bin';

/** The recogniser behind `mobilefacenet-128`. */
export type SecondRecogniser = {
  /** 128 numbers of norm 1, for the wire. */
  describe(chip: Square): Promise<Float32Array>;
  /** 512 numbers of norm 1, before the projection: what a projection is fitted on. */
  embed(chip: Square): Promise<Float32Array>;
};

/**
 * Loads and warms it up. The wasm backend runs already.
 * @param pause awaited between the steps of the first, slow run
 * @throws FaceError
 */
export async function loadSecondRecogniser(baseUrl: string, pause?: () => Promise<void>): Promise<SecondRecogniser> {
  const files = await loadModelFiles(baseUrl, [`${NET}.json`, `${NET}.bin`, PROJECTION], () => undefined);
  const project = openProjection(files.get(PROJECTION) ?? new ArrayBuffer(0));
  const graph = openGraph(files.get(`${NET}.json`), files.get(`${NET}.bin`));

  async function embed({ data, side }: Square, wait?: () => Promise<void>): Promise<Float32Array> {
    return toUnit(await graph.run(toInput(data), [side, side, 3], wait));
  }

  await embed({ data: new Uint8ClampedArray(SECOND_SIDE * SECOND_SIDE * 4), side: SECOND_SIDE }, pause);
  return { embed: (chip) => embed(chip), describe: async (chip) => project(await embed(chip)) };
}

/** Blue, green, red; about -1..1. */
function toInput(rgba: Uint8ClampedArray): Float32Array {
  const values = new Float32Array((rgba.length / 4) * 3);
  for (let pixel = 0; pixel < rgba.length / 4; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      values[pixel * 3 + channel] = ((rgba[pixel * 4 + 2 - channel] ?? 0) - 127) / 128;
    }
  }
  return values;
}
