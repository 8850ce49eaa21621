import { FACE_MODEL_ID, type FaceModelId, SECOND_FACE_MODEL_ID } from '@hadir/contract/face-model.ts';
import type { AttemptSettings } from '@hadir/contract/settings.ts';

/** The recognisers a phone is asked for, and those that decide. */
export function listWantedModels({ second_recogniser }: Pick<AttemptSettings, 'second_recogniser'>): FaceModelId[] {
  return second_recogniser === 'on' ? [FACE_MODEL_ID, SECOND_FACE_MODEL_ID] : [FACE_MODEL_ID];
}
