import { faceRules } from '#features/enrolment/face-rules.ts';
import type { FacesToCompare, ShownFrames } from '#features/enrolment/faces-to-compare.ts';
import { isWithinBoth, listAllFaults, measureFace } from '#features/enrolment/measure-face.ts';
import { type GivenFaces, readFrames } from '#features/enrolment/read-frames.ts';
import { describeFace } from './describe-face.ts';
import { failed, forReview, type Judged, passed, ruleVersion } from './judged-check.ts';

const noFace = { reason: 'No face', code: 'face_not_accepted' } as const;
const mismatch = { reason: 'Face mismatch', code: 'face_not_accepted' } as const;

/**
 * Check 11 for a face: enough well-formed descriptors, each with its frame's metadata. Those of the second recogniser
 * may be missing; where they came they are of the same frames.
 * @param given unjudged; should be lists of descriptors of their models
 * @param frameCount metadata of so many frames came along; null when malformed
 */
export function decidePresented(
  given: GivenFaces,
  frameCount: number | null,
  form: 'signed' | 'plain',
  rules = faceRules,
): { judged: Judged; frames: ShownFrames | null } {
  const limits = form === 'plain' ? { least: 1, most: 1 } : rules.first.framesPerMark;
  const read = readFrames(given, rules);
  const count = Array.isArray(given.first) ? given.first.length : 0;
  const wellFormed = read.kind === 'read' ? count : read.wellFormed;
  const models = given.second === undefined ? rules.first.id : `${rules.first.id} + ${rules.second.id}`;
  const detail = { model: models, frames: count, well_formed: wellFormed, rules: ruleVersion };
  const no = (why: string) => ({ judged: failed(11, noFace, { ...detail, why }), frames: null });
  if (read.kind === 'malformed') return no(read.why);
  if (!(limits.least <= count && count <= limits.most)) return no('frame_count');
  if (form === 'signed' && frameCount !== count) return no('malformed_frames');
  return { judged: passed(11, detail), frames: read.frames };
}

export type FaceVerdict = {
  judged: Judged;
  /** Mean of the frames to the mean of the shots, by both recognisers where both have judged. */
  distance: number;
  probe: Float32Array;
  /** Of the second recogniser; null where it has not judged. */
  secondProbe: Float32Array | null;
  reviews: ('face_band' | 'near_another_face' | 'twin_nearer' | 'second_recogniser_missing')[];
  /** How much farther the nearest other face lies than the claimed one; Infinity where there is none. */
  margin: number;
};

type School = {
  /** The card's ceiling stays above it. */
  threshold: number;
  /** Two recognisers are to judge; where it is off the first does alone, whatever came. */
  wantsSecond: boolean;
};

/** Check 12: is this the claimed person, alive, and nobody's average? */
export function matchFace(
  shown: ShownFrames,
  faces: FacesToCompare,
  { threshold, wantsSecond }: School,
  form: 'signed' | 'plain',
  rules = faceRules,
): FaceVerdict {
  const frames = wantsSecond ? shown : { first: shown.first, second: null };
  const measures = measureFace(frames, faces, rules);
  const { first: card } = rules;
  const { first, second, distance, nearestOther, nearestUnconfirmed, nearestTwin } = measures;
  const margin = Math.min(nearestOther, nearestUnconfirmed, nearestTwin) - distance;
  const limit = Math.min(threshold, card.ceiling);
  const bandEnd = Math.min(limit + card.band, card.ceiling);
  // The plain form has one frame, which is neither still nor moving.
  const faults = listAllFaults(measures, rules).filter(
    (fault) => form === 'signed' || (fault !== 'still' && fault !== 'frames_far_apart'),
  );
  // Each line names what must hold, so that a NaN anywhere refuses.
  const wrong = [
    ...faults,
    distance <= bandEnd ? null : 'mismatch',
    isWithinBoth(measures, rules) ? null : 'recognisers_disagree',
    distance - nearestOther < card.rankMargin ? null : 'nearer_to_another',
  ].filter((why) => why !== null);
  const reviews: FaceVerdict['reviews'] = [];
  if (!(distance <= limit)) reviews.push('face_band');
  if (!(distance <= nearestOther && distance <= nearestUnconfirmed)) reviews.push('near_another_face');
  if (!(distance <= nearestTwin)) reviews.push('twin_nearer');
  // The enrolled face would have known better; the plain form cannot bring it, and waits for a person as it is.
  if (wantsSecond && form === 'signed' && faces.second && second === null) reviews.push('second_recogniser_missing');
  const roster = faces.others.length + faces.unconfirmedOthers.length + faces.twins.length + 1;
  const detail = {
    ...describeFace(measures, { limit, bandEnd, roster }, rules),
    // For staff, who shall see the two side by side.
    ...(margin < card.rankMargin && { nearest_person: measures.nearestPerson }),
    rules: ruleVersion,
  };
  const verdict = { distance, probe: first.probe, secondProbe: second?.probe ?? null, margin };
  if (wrong.length > 0) {
    return { ...verdict, judged: failed(12, mismatch, { why: wrong.join(' '), ...detail }), reviews: [] };
  }
  return { ...verdict, judged: reviews.length > 0 ? forReview(12, detail) : passed(12, detail), reviews };
}
