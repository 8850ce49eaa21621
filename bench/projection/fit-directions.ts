import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

const KEPT = 128;

/**
 * The directions that keep most of the embeddings' length (their second moments' largest eigenvectors).
 * @param embeddings of norm 1
 * @returns a row for each number of an embedding, with the 128 it contributes to
 */
export function fitDirections(embeddings: readonly number[][]): number[][] {
  const rows = new Matrix([...embeddings]);
  const moments = rows.transpose().mmul(rows).div(embeddings.length);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(moments, { assumeSymmetric: true });
  const order = realEigenvalues
    .map((value, column) => ({ value, column }))
    .sort((a, b) => b.value - a.value)
    .slice(0, KEPT);
  return eigenvectorMatrix.to2DArray().map((row) => order.map(({ column }) => row[column] ?? Number.NaN));
}

/** As the phone does it: times the directions, and brought to norm 1. */
export function project(embedding: readonly number[], directions: readonly number[][]): number[] {
  const projected = Array.from({ length: KEPT }, (_, column) =>
    embedding.reduce((sum, value, row) => sum + value * (directions[row]?.[column] ?? Number.NaN), 0),
  );
  const norm = Math.hypot(...projected);
  return projected.map((value) => value / norm);
}
