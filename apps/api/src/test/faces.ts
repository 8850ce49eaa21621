import { randomBytes } from 'node:crypto';

// Made-up descriptors that obey the model's card: no person behind them.
const dims = 128;
const norm = 1.4;
const noise = 0.05;

export type Face = readonly number[];

/** Somebody new: two of them lie about 2 apart. */
export function makeFace(): Face {
  return scaled(direction(), norm);
}

/** Somebody new as the second recogniser sees faces: 1 long, two of them about 1.4 apart. */
export function makeSecondFace(): Face {
  return scaled(direction(), 1);
}

/** So many pictures of one face, about 0.07 apart from each other. */
export function picturesOf(face: Face, count: number): number[][] {
  return Array.from({ length: count }, () => moved(face, noise));
}

/** The same face seen `distance` away from itself. */
export function moved(face: Face, distance: number): number[] {
  const step = scaled(direction(), distance);
  return face.map((value, i) => value + (step[i] ?? 0));
}

/** The point between two faces, `share` of the way from the first to the second. */
export function between(a: Face, b: Face, share: number): number[] {
  return a.map((value, i) => value + ((b[i] ?? 0) - value) * share);
}

/** Metadata of so many frames. */
export function framesOf(count: number) {
  return Array.from({ length: count }, (_, i) => ({
    t_ms: i * 250,
    box: [200, 120, 180, 190],
    score: 0.95,
    yaw: 0.02 * i,
    step: null,
  }));
}

function direction(): number[] {
  const uniform = () => (randomBytes(4).readUInt32LE() + 1) / 2 ** 32;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return scaled(Array.from({ length: dims }, normal), 1);
}

function scaled(vector: readonly number[], length: number): number[] {
  const now = Math.hypot(...vector);
  return vector.map((value) => (value / now) * length);
}
