import { FACE_MODEL_DIMS, FACE_MODEL_ID } from '@hadir/contract/face-model.ts';
import { normOf, type Vector } from './descriptor.ts';
import { centre } from './face-api-128-centre.ts';

/**
 * What the server knows of a recogniser. Distances are Euclidean, between descriptors of this model or
 * means of them; measured on labelled photographs, see `docs/accuracy.md`.
 */
export const faceModelCard = {
  id: FACE_MODEL_ID,
  dims: FACE_MODEL_DIMS[FACE_MODEL_ID],
  /** Least and largest norm of an honest descriptor. */
  norm: { least: 1.1, largest: 1.8 },
  /** Accepted at or below, unless the school has calibrated its own. */
  threshold: 0.5,
  /** Up to this much above the threshold a person decides. */
  band: 0.05,
  /** Nothing above is ever accepted or reviewed. */
  ceiling: 0.6,
  /** Nearer to another by less than this: review; by more: refused. */
  rankMargin: 0.05,
  /** As near as this to something seen before is no new picture. */
  replayRadius: 0.02,
  /** As near as this to a crowd's centre is nobody's face. */
  genericRadius: 0.35,
  /**
   * Who is enrolled farther out is held to more: so much nearer to the centre than the own face is nobody's face either,
   * up to a limit (see decision 0019).
   */
  generic: { nearerThanOwn: 0.08, largest: 0.45 },
  /** Frames of one living person lie this far apart. */
  frames: { least: 0.005, largest: 0.35 },
  /** With fewer people in the roster the reference centre guards too. */
  minRosterForOwnCentre: 20,
  /** Mean of many strangers. */
  referenceCentre: centre,
  /** Shots of one enrolment. */
  shots: 5,
  /** They lie this far apart: two beyond the threshold that tells people apart are not one person's. */
  shotsApart: { least: 0.005, largest: 0.5 },
  /** Frames of one attempt. */
  framesPerMark: { least: 3, most: 5 },
} as const;

export type FaceModelCard = Omit<typeof faceModelCard, 'referenceCentre'> & { readonly referenceCentre: Vector };

/** Is this one descriptor of the model: an array of exactly its dimensions, all finite, of a believable norm? */
export function isDescriptor(value: unknown, card: FaceModelCard = faceModelCard): value is number[] {
  if (!Array.isArray(value) || value.length !== card.dims) return false;
  if (!value.every((entry) => typeof entry === 'number' && Number.isFinite(entry))) return false;
  const norm = normOf(value);
  return card.norm.least <= norm && norm <= card.norm.largest;
}
