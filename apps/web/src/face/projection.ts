import { FaceError } from './face-error.ts';

/** Length of what the second recogniser's net answers, and of what crosses the wire. */
export const EMBEDDING_DIMS = 512;
export const PROJECTED_DIMS = 128;

/** Both of norm 1. */
type Projection = (embedding: Float32Array) => Float32Array;

/**
 * Reads the file of `bench/fit-projection.ts`: float32, little-endian; the mean of 512 numbers, then a matrix of 512
 * rows (in) by 128 columns (out). An embedding of norm 1 less the mean, times the matrix, brought to norm 1 again.
 * @throws FaceError `corrupt`
 */
export function openProjection(file: ArrayBuffer): Projection {
  const count = EMBEDDING_DIMS * (1 + PROJECTED_DIMS);
  if (file.byteLength !== count * 4) throw new FaceError('corrupt', 'The projection is of another size.');
  const view = new DataView(file);
  const values = Float32Array.from({ length: count }, (_, index) => view.getFloat32(index * 4, true));
  const mean = values.subarray(0, EMBEDDING_DIMS);
  const matrix = values.subarray(EMBEDDING_DIMS);
  return (embedding) => {
    const projected = new Float32Array(PROJECTED_DIMS);
    for (let row = 0; row < EMBEDDING_DIMS; row++) {
      const value = (embedding[row] ?? Number.NaN) - (mean[row] ?? 0);
      const start = row * PROJECTED_DIMS;
      for (let column = 0; column < PROJECTED_DIMS; column++) {
        projected[column] = (projected[column] ?? 0) + value * (matrix[start + column] ?? 0);
      }
    }
    return toUnit(projected);
  };
}

/** The same direction with norm 1; a vector of zeros stays as it is. */
export function toUnit(vector: Float32Array): Float32Array {
  const norm = Math.hypot(...vector);
  return norm === 0 ? vector : vector.map((value) => value / norm);
}
