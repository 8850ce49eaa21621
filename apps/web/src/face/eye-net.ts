import type { Point } from './geometry.ts';
import { openGraph } from './run-graph.ts';
import type { Square } from './square.ts';
import { loadModelFiles } from './weights.ts';

/** Side of its pictures in pixels, see `findEyes`. */
export const EYE_SIDE = 24;

const NET = 'eye_state';

/** Tells open eyes from closed ones; the landmarks cannot. */
export type EyeNet = {
  /** How sure the net is that the eye is open, 0..1. */
  measureOpenness(eye: Square): Promise<number>;
};

/** The wasm backend runs already. @throws FaceError */
export async function loadEyeNet(baseUrl: string): Promise<EyeNet> {
  const files = await loadModelFiles(baseUrl, [`${NET}.json`, `${NET}.bin`], () => undefined);
  const graph = openGraph(files.get(`${NET}.json`), files.get(`${NET}.bin`));
  const net: EyeNet = {
    async measureOpenness({ data, side }) {
      const [closed = 0, open = 0] = await graph.run(toGrey(data), [side, side, 1]);
      return 1 / (1 + Math.exp(closed - open));
    },
  };
  await net.measureOpenness({ data: new Uint8ClampedArray(EYE_SIDE * EYE_SIDE * 4), side: EYE_SIDE });
  return net;
}

/** Corners and lids of the eyes among the 68 landmarks; "left" is the picture's. */
const EYES = [
  { corners: [36, 39], lids: [37, 38, 40, 41] },
  { corners: [42, 45], lids: [43, 44, 46, 47] },
] as const;

/** Room around an eye, as a multiple of its width: what the net was trained with. */
const ROOM = 1.6;

/** Squares around both eyes, in the landmarks' unit: the picture's left one first. */
export function findEyes(landmarks: readonly Point[]): { x: number; y: number; side: number }[] {
  return EYES.map(({ corners: [from, to], lids }) => {
    const side = ROOM * ((landmarks[to]?.x ?? 0) - (landmarks[from]?.x ?? 0));
    const middle = (axis: 'x' | 'y') =>
      lids.reduce((sum, index) => sum + (landmarks[index]?.[axis] ?? 0), 0) / lids.length;
    return { x: middle('x') - side / 2, y: middle('y') - side / 2, side };
  });
}

/** Luma (Rec. 601), 0..1. */
function toGrey(rgba: Uint8ClampedArray): Float32Array {
  const grey = new Float32Array(rgba.length / 4);
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const at = pixel * 4;
    grey[pixel] = (0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0)) / 255;
  }
  return grey;
}
