import type { RefusedWhy } from '@hadir/contract/enrolment.ts';
import { distanceBetween, meanOf, spreadOf, type Vector } from './descriptor.ts';
import { type FaceModelCard, faceModelCard, isDescriptor } from './face-model-card.ts';

type ShotsDecision =
  | { kind: 'accepted'; shots: readonly number[][]; mean: Float32Array }
  | { kind: 'refused'; why: Extract<RefusedWhy, 'shape' | 'still' | 'incoherent' | 'generic' | 'replay'> };

/** What new shots are held against; all of the card's model. */
export type KnownBefore = {
  /** Centres of crowds the person belongs to, the reference centre where those are small. */
  centres: readonly Vector[];
  /** Earlier shots and probes of the person. */
  seen: readonly Vector[];
};

/**
 * Five new shots of one living person, and nobody's average? `shots` is what came over the wire for the card's model:
 * not yet judged in any way. The reason is for staff; the person gets one message for all.
 */
export function decideShots(shots: unknown, known: KnownBefore, card: FaceModelCard = faceModelCard): ShotsDecision {
  if (!Array.isArray(shots) || shots.length !== card.shots) return { kind: 'refused', why: 'shape' };
  const wellFormed: number[][] = shots.filter((shot): shot is number[] => isDescriptor(shot, card));
  if (wellFormed.length !== card.shots) return { kind: 'refused', why: 'shape' };
  const spread = spreadOf(wellFormed);
  if (!(card.shotsApart.least <= spread.least)) return { kind: 'refused', why: 'still' };
  // Every pair: a few shots of somebody else can lie near the mean of the others, and their common mean near both.
  if (!(spread.largest <= card.shotsApart.largest)) return { kind: 'refused', why: 'incoherent' };
  const mean = meanOf(wellFormed);
  const isGeneric = !known.centres.every((centre) => distanceBetween(mean, centre) > card.genericRadius);
  if (isGeneric) return { kind: 'refused', why: 'generic' };
  const isNew = known.seen.every((seen) =>
    [mean, ...wellFormed].every((shot) => distanceBetween(shot, seen) > card.replayRadius),
  );
  return isNew ? { kind: 'accepted', shots: wellFormed, mean } : { kind: 'refused', why: 'replay' };
}
