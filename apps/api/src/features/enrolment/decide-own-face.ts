import type { RefusedWhy } from '@hadir/contract/enrolment.ts';
import { type FaceModelCard, faceModelCard, isDescriptor } from './face-model-card.ts';
import { type FaceMeasures, type FacesToCompare, listFaults, measureFace } from './measure-face.ts';

type OwnFaceDecision =
  | { kind: 'refused'; why: RefusedWhy }
  /** `probe`: mean of the frames. */
  | { kind: 'accepted'; probe: Float32Array };

/**
 * Is this the person whose face is enrolled, nearer to nobody else, alive, and nobody's average? The rule of a mark
 * without its doubts: where nobody looks, what a mark would leave to a person is a no.
 * @param given unjudged; should be a list of descriptors of the card's model
 * @param faces the person's own beside each of the courses, at least one
 * @param threshold the school's; the card's ceiling stays above it
 */
export function decideOwnFace(
  given: unknown,
  faces: readonly FacesToCompare[],
  threshold: number,
  card: FaceModelCard = faceModelCard,
): OwnFaceDecision {
  if (!Array.isArray(given)) return { kind: 'refused', why: 'shape' };
  const frames = given.filter((frame): frame is number[] => isDescriptor(frame, card));
  if (frames.length !== given.length) return { kind: 'refused', why: 'shape' };
  if (!(card.framesPerMark.least <= frames.length && frames.length <= card.framesPerMark.most)) {
    return { kind: 'refused', why: 'shape' };
  }
  const measured = faces.map((known) => measureFace(frames, known, card));
  const [why] = measured.flatMap((one) => listReasons(one, threshold, card));
  const [first] = measured;
  return first && why === undefined
    ? { kind: 'accepted', probe: first.probe }
    : { kind: 'refused', why: why ?? 'too_far' };
}

function listReasons(one: FaceMeasures, threshold: number, card: FaceModelCard): RefusedWhy[] {
  return [
    one.distance <= Math.min(threshold, card.ceiling) ? null : ('too_far' as const),
    one.distance <= one.nearestOther ? null : ('nearer_classmate' as const),
    ...listFaults(one, card).map((fault) => (fault === 'frames_far_apart' ? 'incoherent' : fault)),
  ].filter((reason) => reason !== null);
}
