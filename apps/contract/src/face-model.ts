/**
 * Names of the recognisers whose descriptors cross the wire, and their length in numbers.
 * An id stands for weights, chip and input together: change one of them and it needs a new id.
 */
export const FACE_MODEL_DIMS = {
  /** `face_recognition_model` of @vladmandic/face-api on a 150 × 150 chip levelled by the eyes. */
  'face-api-128': 128,
  /** A MobileFaceNet on a 112 × 112 chip of eyes, nose and mouth, reduced to 128 dimensions; of norm 1. */
  'mobilefacenet-128': 128,
} as const;

export type FaceModelId = keyof typeof FACE_MODEL_DIMS;

/** The recogniser every template has. */
export const FACE_MODEL_ID: FaceModelId = 'face-api-128';

/** Decides together with the first, unless the school has switched it off. */
export const SECOND_FACE_MODEL_ID: FaceModelId = 'mobilefacenet-128';

/**
 * How far apart the shots of one enrolment lie, by Euclidean distance: nearer is a still picture, farther another person.
 * The server refuses what is outside, so the phone takes such a shot anew.
 */
export const SHOTS_APART: Record<FaceModelId, { readonly least: number; readonly largest: number }> = {
  'face-api-128': { least: 0.005, largest: 0.5 },
  'mobilefacenet-128': { least: 0.005, largest: 1.15 },
};

/** The same for the frames of one attempt, which lie seconds apart and not a head turn. */
export const FRAMES_APART: Record<FaceModelId, { readonly least: number; readonly largest: number }> = {
  'face-api-128': { least: 0.005, largest: 0.35 },
  'mobilefacenet-128': { least: 0.005, largest: 0.95 },
};
