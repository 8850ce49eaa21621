import { type FaceFusion, faceFusion } from './face-fusion.ts';
import { type FaceModelCard, faceModelCard } from './face-model-card.ts';
import { secondFaceModelCard } from './second-face-model-card.ts';

/** What a face is judged by. */
export type FaceRules = { readonly first: FaceModelCard; readonly second: FaceModelCard; readonly fusion: FaceFusion };

export const faceRules: FaceRules = { first: faceModelCard, second: secondFaceModelCard, fusion: faceFusion };
