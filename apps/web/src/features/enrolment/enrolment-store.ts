import { create } from 'zustand';
import type { ShotStep } from '#face/capture-shots.ts';
import type { Guidance } from '#face/decide-guidance.ts';
import type { FaceErrorKind } from '#face/face-error.ts';
import type { Capture } from '#face/take-pictures.ts';
import type { Failure } from '#lib/failure.ts';
import type { CameraObstacle } from './open-look.ts';
import type { TakenShots } from './send-template.ts';

/** Where the taking of the five shots stands. Shots that were not sent stay here, in memory only. */
export type EnrolmentState =
  | { kind: 'ready' }
  | { kind: 'opening' }
  | { kind: 'capturing'; step: ShotStep; guidance: Guidance; taken: number; wanted: number }
  | { kind: 'sending' }
  | { kind: 'done'; isConfirmed: boolean }
  | { kind: 'camera_refused'; why: CameraObstacle }
  | { kind: 'model_refused'; why: FaceErrorKind }
  | { kind: 'not_captured'; why: Exclude<Capture['kind'], 'captured'> }
  | { kind: 'not_sent'; failure: Failure; taken: TakenShots };

export const useEnrolment = create<EnrolmentState>(() => ({ kind: 'ready' }));

/** Replaces the state as a whole: shots of the one before do not stay. */
export function setEnrolment(state: EnrolmentState): void {
  useEnrolment.setState(state, true);
}
