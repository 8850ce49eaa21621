/** Numbers of a face descriptor, or of anything an attacker puts in its place. */
export type Vector = readonly number[];

/** Uniform in 0..1, repeatable from the run's seed. */
export type Random = () => number;

export function distance(a: Vector, b: Vector): number {
  return Math.hypot(...a.map((value, i) => value - (b[i] ?? Number.NaN)));
}

export function mean(vectors: readonly Vector[]): number[] {
  const [first = []] = vectors;
  return first.map((_, i) => vectors.reduce((sum, vector) => sum + (vector[i] ?? Number.NaN), 0) / vectors.length);
}

/** A vector of that length in a random direction. */
export function direction(random: Random, length: number, dims = 128): number[] {
  const values = Array.from({ length: dims }, () => {
    const [u, v] = [1 - random(), random()];
    return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
  });
  const norm = Math.hypot(...values);
  return values.map((value) => (value / norm) * length);
}

/** `vector` as it lies `by` away in a random direction. */
export function push(random: Random, vector: Vector, by: number): number[] {
  const step = direction(random, by, vector.length);
  return vector.map((value, i) => value + (step[i] ?? 0));
}

/** Between two vectors, `share` of the way from the first to the second. */
export function between(a: Vector, b: Vector, share: number): number[] {
  return a.map((value, i) => value + ((b[i] ?? 0) - value) * share);
}

/** As a phone sends it. */
export const rounded = (vector: Vector) => vector.map((value) => Number(value.toFixed(7)));
