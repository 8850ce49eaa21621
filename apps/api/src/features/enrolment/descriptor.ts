/** Numbers of one face descriptor, or of a mean of several. */
export type Vector = Float32Array | readonly number[];

/** Euclidean distance. Vectors of different length have none: NaN, which no `<=` accepts. */
export function distanceBetween(a: Vector, b: Vector): number {
  if (a.length !== b.length) return Number.NaN;
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += ((a[i] ?? Number.NaN) - (b[i] ?? Number.NaN)) ** 2;
  return Math.sqrt(sum);
}

export function normOf(a: Vector): number {
  let sum = 0;
  for (const value of a) sum += value * value;
  return Math.sqrt(sum);
}

/** Mean of at least one vector, all of one length. */
export function meanOf(vectors: readonly Vector[]): Float32Array {
  const mean = new Float64Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) {
    for (let i = 0; i < mean.length; i += 1) mean[i] = (mean[i] ?? 0) + (vector[i] ?? Number.NaN) / vectors.length;
  }
  return Float32Array.from(mean);
}

/** The same direction, 1 long. Zeros have none: NaN. */
export function unitOf(a: Vector): Float32Array {
  const norm = normOf(a);
  return Float32Array.from(a, (value) => value / norm);
}

/** Least and largest distance between any two of the vectors; `[Infinity, 0]` for fewer than two. */
export function spreadOf(vectors: readonly Vector[]): { least: number; largest: number } {
  let least = Number.POSITIVE_INFINITY;
  let largest = 0;
  for (const [i, a] of vectors.entries()) {
    for (const b of vectors.slice(i + 1)) {
      const distance = distanceBetween(a, b);
      least = Math.min(least, distance);
      largest = Math.max(largest, distance);
    }
  }
  return { least, largest };
}
