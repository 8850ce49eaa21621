import { type FaceModelCard, faceModelCard, isDescriptor } from './face-model-card.ts';
import { type FacesToCompare, listFaults, measureFace } from './measure-face.ts';

/**
 * Is this the person whose face is enrolled, alive, and nobody's average? The rule of a mark without its doubts: where
 * nobody looks, what a mark would leave to a person is a no.
 * @param given unjudged; should be a list of descriptors of the card's model
 * @param faces the person's own beside each of the courses, at least one
 * @param threshold the school's; the card's ceiling stays above it
 */
export function isOwnFace(
  given: unknown,
  faces: readonly FacesToCompare[],
  threshold: number,
  card: FaceModelCard = faceModelCard,
): boolean {
  if (!Array.isArray(given) || faces.length === 0) return false;
  const frames = given.filter((frame): frame is number[] => isDescriptor(frame, card));
  if (frames.length !== given.length) return false;
  if (!(card.framesPerMark.least <= frames.length && frames.length <= card.framesPerMark.most)) return false;
  return faces.every((known) => {
    const measures = measureFace(frames, known, card);
    return measures.distance <= Math.min(threshold, card.ceiling) && listFaults(measures, card).length === 0;
  });
}
