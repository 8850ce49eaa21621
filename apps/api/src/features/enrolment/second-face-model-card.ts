import { FACE_MODEL_DIMS, FRAMES_APART, SECOND_FACE_MODEL_ID, SHOTS_APART } from '@hadir/contract/face-model.ts';
import type { FaceModelCard } from './face-model-card.ts';
import { centre } from './mobilefacenet-128-centre.ts';

/** The recogniser that decides together with the first. Measured on labelled photographs, see `docs/accuracy.md`. */
export const secondFaceModelCard: FaceModelCard = {
  id: SECOND_FACE_MODEL_ID,
  dims: FACE_MODEL_DIMS[SECOND_FACE_MODEL_ID],
  norm: { least: 0.5, largest: 2 },
  isUnit: true,
  threshold: 1.08,
  band: 0.05,
  ceiling: 1.15,
  rankMargin: 0.1,
  replayRadius: 0.02,
  genericRadius: 0.7,
  generic: { nearerThanOwn: 0.2, largest: 0.85 },
  frames: FRAMES_APART[SECOND_FACE_MODEL_ID],
  minRosterForOwnCentre: 20,
  referenceCentre: centre,
  shots: 5,
  shotsApart: SHOTS_APART[SECOND_FACE_MODEL_ID],
  framesPerMark: { least: 3, most: 5 },
};
