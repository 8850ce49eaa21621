import { type FaceModelCard, faceModelCard, isDescriptor } from './face-model-card.ts';
import { type FaceMeasures, type FacesToCompare, listFaults, measureFace } from './measure-face.ts';

type OwnFaceDecision =
  | { kind: 'refused' }
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
  if (!Array.isArray(given)) return { kind: 'refused' };
  const frames = given.filter((frame): frame is number[] => isDescriptor(frame, card));
  if (frames.length !== given.length) return { kind: 'refused' };
  if (!(card.framesPerMark.least <= frames.length && frames.length <= card.framesPerMark.most)) {
    return { kind: 'refused' };
  }
  const measured = faces.map((known) => measureFace(frames, known, card));
  const isOwn = (one: FaceMeasures) =>
    one.distance <= Math.min(threshold, card.ceiling) &&
    one.distance <= one.nearestOther &&
    listFaults(one, card).length === 0;
  const [first] = measured;
  return first && measured.every(isOwn) ? { kind: 'accepted', probe: first.probe } : { kind: 'refused' };
}
