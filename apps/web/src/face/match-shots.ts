import { FACE_MODEL_ID, type FaceModelId, SHOTS_APART } from '@hadir/contract/face-model.ts';

/** `same`: no other picture than one before. `other`: not surely the person of the ones before. */
export type ShotMatch = 'fits' | 'same' | 'other';

/** Would the server take this shot beside the others? All are descriptors of the model. */
export function matchShots(
  shot: ArrayLike<number>,
  taken: readonly ArrayLike<number>[],
  model: FaceModelId = FACE_MODEL_ID,
): ShotMatch {
  const { least, largest } = SHOTS_APART[model];
  const distances = taken.map((other) => distanceBetween(shot, other));
  // Written so that a distance that is no number does not fit.
  if (!distances.every((distance) => distance <= largest)) return 'other';
  return distances.every((distance) => distance >= least) ? 'fits' : 'same';
}

function distanceBetween(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += ((a[at] ?? Number.NaN) - (b[at] ?? Number.NaN)) ** 2;
  return Math.sqrt(sum);
}
