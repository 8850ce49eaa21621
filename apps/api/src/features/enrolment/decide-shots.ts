import { distanceBetween, meanOf, spreadOf, type Vector } from './descriptor.ts';
import { type FaceModelCard, faceModelCard, isDescriptor } from './face-model-card.ts';

export type ShotsDecision =
  | { kind: 'accepted'; shots: readonly number[][]; mean: Float32Array }
  | { kind: 'refused'; why: 'shape' | 'still' | 'incoherent' | 'generic' };

/**
 * Five shots of one living person? `shots` is what came over the wire for the card's model: not yet
 * judged in any way. The reason is for logs and tests; the person gets one message for all.
 */
export function decideShots(shots: unknown, card: FaceModelCard = faceModelCard): ShotsDecision {
  if (!Array.isArray(shots) || shots.length !== card.shots) return { kind: 'refused', why: 'shape' };
  const wellFormed: number[][] = shots.filter((shot): shot is number[] => isDescriptor(shot, card));
  if (wellFormed.length !== card.shots) return { kind: 'refused', why: 'shape' };
  if (!(card.frames.least <= spreadOf(wellFormed).least)) return { kind: 'refused', why: 'still' };
  if (!wellFormed.every((_, i) => isNearOthers(wellFormed, i, card))) return { kind: 'refused', why: 'incoherent' };
  const mean = meanOf(wellFormed);
  if (distanceBetween(mean, card.referenceCentre) <= card.genericRadius) return { kind: 'refused', why: 'generic' };
  return { kind: 'accepted', shots: wellFormed, mean };
}

function isNearOthers(shots: readonly Vector[], index: number, card: FaceModelCard): boolean {
  const one = shots[index];
  const others = shots.filter((_, i) => i !== index);
  return one !== undefined && distanceBetween(one, meanOf(others)) <= card.ceiling;
}
