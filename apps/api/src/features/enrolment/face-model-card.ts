import {
  FACE_MODEL_DIMS,
  FACE_MODEL_ID,
  type FaceModelId,
  FRAMES_APART,
  SHOTS_APART,
} from '@hadir/contract/face-model.ts';
import { meanOf, normOf, unitOf, type Vector } from './descriptor.ts';
import { centre } from './face-api-128-centre.ts';

/**
 * What the server knows of a recogniser. Distances are Euclidean, between descriptors of this model or
 * means of them; measured on labelled photographs, see `docs/accuracy.md`.
 */
export type FaceModelCard = {
  readonly id: FaceModelId;
  readonly dims: number;
  /** Least and largest norm of an honest descriptor, as it comes. */
  readonly norm: { readonly least: number; readonly largest: number };
  /**
   * Whether only the direction counts: every descriptor and every mean is made 1 long before it is measured.
   * The statistic is one distance: mean of the frames to mean of the shots.
   */
  readonly isUnit: boolean;
  /** Accepted at or below, unless the school has calibrated its own. */
  readonly threshold: number;
  /** Up to this much above the threshold a person decides. */
  readonly band: number;
  /** Nothing above is ever accepted or reviewed by this recogniser alone. */
  readonly ceiling: number;
  /** Nearer to another by less than this: review; by more: refused. */
  readonly rankMargin: number;
  /** As near as this to something seen before is no new picture. */
  readonly replayRadius: number;
  /** As near as this to a crowd's centre is nobody's face. */
  readonly genericRadius: number;
  /**
   * Who is enrolled farther out is held to more: so much nearer to the centre than the own face is nobody's face either,
   * up to a limit (see decision 0019).
   */
  readonly generic: { readonly nearerThanOwn: number; readonly largest: number };
  /** Frames of one living person lie this far apart. */
  readonly frames: { readonly least: number; readonly largest: number };
  /** With fewer people in the roster the reference centre guards too. */
  readonly minRosterForOwnCentre: number;
  /** Mean of many strangers. */
  readonly referenceCentre: Vector;
  /** Shots of one enrolment. */
  readonly shots: number;
  /** They lie this far apart: two beyond the threshold that tells people apart are not one person's. */
  readonly shotsApart: { readonly least: number; readonly largest: number };
  /** Frames of one attempt. */
  readonly framesPerMark: { readonly least: number; readonly most: number };
};

/** The recogniser that every template has. */
export const faceModelCard: FaceModelCard = {
  id: FACE_MODEL_ID,
  dims: FACE_MODEL_DIMS[FACE_MODEL_ID],
  norm: { least: 1.1, largest: 1.8 },
  isUnit: false,
  threshold: 0.5,
  band: 0.05,
  ceiling: 0.6,
  rankMargin: 0.05,
  replayRadius: 0.02,
  genericRadius: 0.35,
  generic: { nearerThanOwn: 0.08, largest: 0.45 },
  frames: FRAMES_APART[FACE_MODEL_ID],
  minRosterForOwnCentre: 20,
  referenceCentre: centre,
  shots: 5,
  shotsApart: SHOTS_APART[FACE_MODEL_ID],
  framesPerMark: { least: 3, most: 5 },
};

/** Is this one descriptor of the model: an array of exactly its dimensions, all finite, of a believable norm? */
export function isDescriptor(value: unknown, card: FaceModelCard): value is number[] {
  if (!Array.isArray(value) || value.length !== card.dims) return false;
  if (!value.every((entry) => typeof entry === 'number' && Number.isFinite(entry))) return false;
  const norm = normOf(value);
  return card.norm.least <= norm && norm <= card.norm.largest;
}

/** A descriptor of the model as it is measured and kept; the given is well-formed. */
export const asMeasured = (descriptor: Vector, card: FaceModelCard): Vector =>
  card.isUnit ? unitOf(descriptor) : descriptor;

/** Mean of at least one measured descriptor of the model. */
export function meanFace(vectors: readonly Vector[], card: FaceModelCard): Float32Array {
  const mean = meanOf(vectors);
  return card.isUnit ? unitOf(mean) : mean;
}
