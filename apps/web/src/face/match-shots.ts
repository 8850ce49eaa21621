import { FACE_MODEL_ID, SHOTS_APART } from '@hadir/contract/face-model.ts';
import { distanceBetween } from './distance-between.ts';

/** `same`: no other picture than one before. `other`: not surely the person of the ones before. */
type ShotMatch = 'fits' | 'same' | 'other';

/**
 * Would the server take this shot beside the others? All are descriptors of the model.
 * @param apart of the shots of an enrolment, or the frames of an attempt
 */
export function matchShots(
  shot: ArrayLike<number>,
  taken: readonly ArrayLike<number>[],
  { least, largest }: { least: number; largest: number } = SHOTS_APART[FACE_MODEL_ID],
): ShotMatch {
  const distances = taken.map((other) => distanceBetween(shot, other));
  // Written so that a distance that is no number does not fit.
  if (!distances.every((distance) => distance <= largest)) return 'other';
  return distances.every((distance) => distance >= least) ? 'fits' : 'same';
}
