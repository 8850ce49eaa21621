import type { RefusedWhy } from '@hadir/contract/enrolment.ts';
import { distanceBetween, spreadOf, type Vector } from './descriptor.ts';
import { type FaceModelCard, faceModelCard, meanFace } from './face-model-card.ts';
import { readDescriptors } from './read-frames.ts';

/** Shots of one enrolment by one recogniser, as they are measured. */
export type ModelShots = { shots: readonly Vector[]; mean: Float32Array };

export type ShotsRefused = {
  kind: 'refused';
  why: Extract<RefusedWhy, 'shape' | 'still' | 'incoherent' | 'generic' | 'replay'>;
};

type ShotsDecision = ({ kind: 'accepted' } & ModelShots) | ShotsRefused;

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
  const wellFormed = readDescriptors(shots, card);
  if (wellFormed.length !== card.shots) return { kind: 'refused', why: 'shape' };
  const spread = spreadOf(wellFormed);
  if (!(card.shotsApart.least <= spread.least)) return { kind: 'refused', why: 'still' };
  // Every pair: a few shots of somebody else can lie near the mean of the others, and their common mean near both.
  if (!(spread.largest <= card.shotsApart.largest)) return { kind: 'refused', why: 'incoherent' };
  const mean = meanFace(wellFormed, card);
  const isGeneric = !known.centres.every((centre) => distanceBetween(mean, centre) > card.genericRadius);
  if (isGeneric) return { kind: 'refused', why: 'generic' };
  const isNew = known.seen.every((seen) =>
    [mean, ...wellFormed].every((shot) => distanceBetween(shot, seen) > card.replayRadius),
  );
  return isNew ? { kind: 'accepted', shots: wellFormed, mean } : { kind: 'refused', why: 'replay' };
}
