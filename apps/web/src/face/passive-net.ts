import { openGraph } from './run-graph.ts';
import type { Square } from './square.ts';
import { loadModelFiles } from './weights.ts';

/** Side of its pictures in pixels, see `surroundFace`. */
export const PASSIVE_SIDE = 128;

const NET = 'passive_liveness';

/** Looks for a print or a screen in one picture. A deterrent: it misses screens of good quality. */
export type PassiveNet = {
  /** How sure the net is that a living person is seen, 0..1. */
  measureLife(picture: Square): Promise<number>;
};

/** The wasm backend runs already. @throws FaceError */
export async function loadPassiveNet(baseUrl: string): Promise<PassiveNet> {
  const files = await loadModelFiles(baseUrl, [`${NET}.json`, `${NET}.bin`], () => undefined);
  const graph = openGraph(files.get(`${NET}.json`), files.get(`${NET}.bin`));
  const net: PassiveNet = {
    async measureLife({ data, side }) {
      const classes = await graph.run(toInput(data), [side, side, 3]);
      const shares = classes.map((value) => Math.exp(value - Math.max(...classes)));
      return (shares[0] ?? 0) / shares.reduce((sum, share) => sum + share, 0);
    },
  };
  await net.measureLife({ data: new Uint8ClampedArray(PASSIVE_SIDE * PASSIVE_SIDE * 4), side: PASSIVE_SIDE });
  return net;
}

type Area = { x: number; y: number; width: number; height: number };

/** How much of the surroundings the net wants to see, as a multiple of the face. */
const ROOM = 2.7;

/** The face with its surroundings, as far as the picture goes, in pixels. It is then drawn into a square. */
export function surroundFace(face: Area, picture: { width: number; height: number }): Area {
  const scale = Math.min(ROOM, (picture.width - 1) / face.width, (picture.height - 1) / face.height);
  const [width, height] = [face.width * scale, face.height * scale];
  const shift = (from: number, length: number, limit: number) => Math.max(0, Math.min(from, limit - length));
  return {
    x: shift(face.x + face.width / 2 - width / 2, width, picture.width - 1),
    y: shift(face.y + face.height / 2 - height / 2, height, picture.height - 1),
    width,
    height,
  };
}

/** Blue, green, red; 0..255. */
function toInput(rgba: Uint8ClampedArray): Float32Array {
  const values = new Float32Array((rgba.length / 4) * 3);
  for (let pixel = 0; pixel < rgba.length / 4; pixel++) {
    for (let channel = 0; channel < 3; channel++) values[pixel * 3 + channel] = rgba[pixel * 4 + 2 - channel] ?? 0;
  }
  return values;
}
