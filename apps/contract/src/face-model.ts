/**
 * Names of the recognisers whose descriptors cross the wire, and their length in numbers.
 * An id stands for weights, chip and input together: change one of them and it needs a new id.
 */
export const FACE_MODEL_DIMS = {
  /** `face_recognition_model` of @vladmandic/face-api on a 150 × 150 chip levelled by the eyes. */
  'face-api-128': 128,
} as const;

export type FaceModelId = keyof typeof FACE_MODEL_DIMS;

/** The recogniser the web app computes with. */
export const FACE_MODEL_ID: FaceModelId = 'face-api-128';
