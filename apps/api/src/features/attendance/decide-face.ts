import { distanceBetween, meanOf, spreadOf, type Vector } from '#features/enrolment/descriptor.ts';
import { type FaceModelCard, faceModelCard, isDescriptor } from '#features/enrolment/face-model-card.ts';
import { failed, forReview, type Judged, passed, ruleVersion } from './judged-check.ts';

/** What an attempt is compared with; all of one model. */
export type FacesToCompare = {
  own: { mean: Vector; shots: readonly Vector[] };
  /** Means of everybody else in the course roster whom staff have confirmed. */
  others: readonly Vector[];
  /** Means of those nobody has confirmed: what they enrolled may be anybody's face, so they never refuse. */
  unconfirmedOthers: readonly Vector[];
  /** Centre of the confirmed others; null when they are too few to have one. */
  othersCentre: Vector | null;
  /** Means of earlier accepted or pending attempts of this person. */
  earlier: readonly Vector[];
};

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
  reviews: ('face_band' | 'near_another_face')[];
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
  const probe = meanOf(frames);
  const limit = Math.min(threshold, card.ceiling);
  const bandEnd = Math.min(limit + card.band, card.ceiling);
  const distance = distanceBetween(probe, faces.own.mean);
  const nearestOther = nearestOf(probe, faces.others);
  const nearestUnconfirmed = nearestOf(probe, faces.unconfirmedOthers);
  const spread = spreadOf(frames);
  const generic = genericDistance(probe, faces, card);
  const replay = replayDistance(frames, probe, faces);
  const isMoving = form === 'plain' || card.frames.least <= spread.least;
  const isOnePerson = form === 'plain' || spread.largest <= card.frames.largest;
  // Each line names what must hold, so that a NaN anywhere refuses.
  const wrong = [
    isMoving ? null : 'still',
    isOnePerson ? null : 'frames_far_apart',
    replay > card.replayRadius ? null : 'replay',
    generic > card.genericRadius ? null : 'generic',
    distance <= bandEnd ? null : 'mismatch',
    distance - nearestOther < card.rankMargin ? null : 'nearer_to_another',
  ].filter((why) => why !== null);
  const reviews: FaceVerdict['reviews'] = [];
  if (!(distance <= limit)) reviews.push('face_band');
  if (!(distance <= nearestOther && distance <= nearestUnconfirmed)) reviews.push('near_another_face');
  const detail = {
    model: card.id,
    distance,
    threshold: limit,
    band_end: bandEnd,
    nearest_other: finiteOrNull(nearestOther),
    nearest_unconfirmed: finiteOrNull(nearestUnconfirmed),
    roster: faces.others.length + faces.unconfirmedOthers.length + 1,
    generic: finiteOrNull(generic),
    generic_radius: card.genericRadius,
    replay: finiteOrNull(replay),
    replay_radius: card.replayRadius,
    frames_least: finiteOrNull(spread.least),
    frames_largest: spread.largest,
    rules: ruleVersion,
  };
  if (wrong.length > 0) {
    return { judged: failed(12, mismatch, { why: wrong.join(' '), ...detail }), distance, probe, reviews: [] };
  }
  return { judged: reviews.length > 0 ? forReview(12, detail) : passed(12, detail), distance, probe, reviews };
}

/** Infinity when there is nobody. */
function nearestOf(probe: Vector, others: readonly Vector[]): number {
  return Math.min(Number.POSITIVE_INFINITY, ...others.map((other) => distanceBetween(probe, other)));
}

/** Least distance to a centre of many. */
function genericDistance(probe: Vector, faces: FacesToCompare, card: FaceModelCard): number {
  const own = faces.othersCentre === null ? Number.POSITIVE_INFINITY : distanceBetween(probe, faces.othersCentre);
  if (faces.others.length >= card.minRosterForOwnCentre) return own;
  return Math.min(own, distanceBetween(probe, card.referenceCentre));
}

/** Least distance to something seen before: the probe to earlier probes, any frame to an enrolled shot. */
function replayDistance(frames: readonly Vector[], probe: Vector, faces: FacesToCompare): number {
  const toEarlier = faces.earlier.map((earlier) => distanceBetween(probe, earlier));
  const toShots = faces.own.shots.flatMap((shot) => frames.map((frame) => distanceBetween(frame, shot)));
  return Math.min(Number.POSITIVE_INFINITY, ...toEarlier, ...toShots);
}

const finiteOrNull = (value: number) => (Number.isFinite(value) ? value : null);
