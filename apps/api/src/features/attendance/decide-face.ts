import { type FaceModelCard, faceModelCard, isDescriptor } from '#features/enrolment/face-model-card.ts';
import { type FacesToCompare, findNearest, listFaults, measureFace } from '#features/enrolment/measure-face.ts';
import { failed, forReview, type Judged, passed, ruleVersion } from './judged-check.ts';

const noFace = { reason: 'No face', code: 'face_not_accepted' } as const;
const mismatch = { reason: 'Face mismatch', code: 'face_not_accepted' } as const;

/**
 * Check 11 for a face: enough well-formed descriptors, each with its frame's metadata.
 * @param given unjudged; should be a list of descriptors of the card's model
 * @param frameCount metadata of so many frames came along; null when malformed
 */
export function decidePresented(
  given: unknown,
  frameCount: number | null,
  form: 'signed' | 'plain',
  card: FaceModelCard = faceModelCard,
): { judged: Judged; frames: readonly number[][] | null } {
  const limits = form === 'plain' ? { least: 1, most: 1 } : card.framesPerMark;
  const frames = Array.isArray(given) ? given.filter((frame): frame is number[] => isDescriptor(frame, card)) : [];
  const count = Array.isArray(given) ? given.length : 0;
  const detail = { model: card.id, frames: count, well_formed: frames.length, rules: ruleVersion };
  const no = (why: string) => ({ judged: failed(11, noFace, { ...detail, why }), frames: null });
  if (count === 0) return no('no_descriptor');
  if (frames.length !== count) return no('malformed_descriptor');
  if (!(limits.least <= count && count <= limits.most)) return no('frame_count');
  if (form === 'signed' && frameCount !== count) return no('malformed_frames');
  return { judged: passed(11, detail), frames };
}

export type FaceVerdict = {
  judged: Judged;
  /** Mean of the frames to the mean of the shots. */
  distance: number;
  probe: Float32Array;
  reviews: ('face_band' | 'near_another_face' | 'twin_nearer')[];
  /** How much farther the nearest other face lies than the claimed one; Infinity where there is none. */
  margin: number;
};

/**
 * Check 12: is this the claimed person, alive, and nobody's average?
 * @param threshold the school's; the card's ceiling stays above it
 */
export function matchFace(
  frames: readonly number[][],
  faces: FacesToCompare,
  threshold: number,
  form: 'signed' | 'plain',
  card: FaceModelCard = faceModelCard,
): FaceVerdict {
  const measures = measureFace(frames, faces, card);
  const { probe, distance, nearestOther, nearestUnconfirmed, nearestTwin, spread, generic, genericRadius, replay } =
    measures;
  const margin = Math.min(nearestOther, nearestUnconfirmed, nearestTwin) - distance;
  const limit = Math.min(threshold, card.ceiling);
  const bandEnd = Math.min(limit + card.band, card.ceiling);
  // The plain form has one frame, which is neither still nor moving.
  const faults = listFaults(measures, card).filter(
    (fault) => form === 'signed' || (fault !== 'still' && fault !== 'frames_far_apart'),
  );
  // Each line names what must hold, so that a NaN anywhere refuses.
  const wrong = [
    ...faults,
    distance <= bandEnd ? null : 'mismatch',
    distance - nearestOther < card.rankMargin ? null : 'nearer_to_another',
  ].filter((why) => why !== null);
  const reviews: FaceVerdict['reviews'] = [];
  if (!(distance <= limit)) reviews.push('face_band');
  if (!(distance <= nearestOther && distance <= nearestUnconfirmed)) reviews.push('near_another_face');
  if (!(distance <= nearestTwin)) reviews.push('twin_nearer');
  const detail = {
    model: card.id,
    distance,
    threshold: limit,
    band_end: bandEnd,
    nearest_other: finiteOrNull(nearestOther),
    nearest_unconfirmed: finiteOrNull(nearestUnconfirmed),
    nearest_twin: finiteOrNull(nearestTwin),
    rank_margin: card.rankMargin,
    // For staff, who shall see the two side by side.
    ...(margin < card.rankMargin && { nearest_person: findNearest(probe, faces) }),
    roster: faces.others.length + faces.unconfirmedOthers.length + faces.twins.length + 1,
    generic: finiteOrNull(generic),
    generic_radius: genericRadius,
    replay: finiteOrNull(replay),
    replay_radius: card.replayRadius,
    frames_least: finiteOrNull(spread.least),
    frames_largest: spread.largest,
    rules: ruleVersion,
  };
  if (wrong.length > 0) {
    return { judged: failed(12, mismatch, { why: wrong.join(' '), ...detail }), distance, probe, margin, reviews: [] };
  }
  return { judged: reviews.length > 0 ? forReview(12, detail) : passed(12, detail), distance, probe, margin, reviews };
}

const finiteOrNull = (value: number) => (Number.isFinite(value) ? value : null);
