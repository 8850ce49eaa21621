import { create } from 'zustand';
import type { Guidance } from '#face/decide-guidance.ts';
import type { FaceErrorKind } from '#face/face-error.ts';
import type { LivenessCue } from '#face/liveness-run.ts';
import type { Capture } from '#face/take-pictures.ts';
import type { CameraObstacle } from '#features/enrolment/open-look.ts';
import type { Failure } from '#lib/failure.ts';
import type { PositionFound, PositionRefusal } from './find-position.ts';
import type { MarkOutcome } from './send-mark.ts';

/** `searching` until the first fix; `not_needed` where the session has no place. */
export type PositionProgress = 'not_needed' | 'searching' | 'found' | PositionRefusal;

/** What the phone saw on the way, to say more about a refusal than the server may. */
export type Seen = { capture: Capture['kind'] | null; position: PositionProgress };

export type CheckInState =
  | { kind: 'ready' }
  /** `canLook`: camera and models are there, only the position is awaited. */
  | { kind: 'preparing'; position: PositionProgress; canLook: boolean }
  | {
      kind: 'capturing';
      guidance: Guidance;
      taken: number;
      wanted: number;
      cue: LivenessCue | null;
      position: PositionProgress;
    }
  /** The code stands on the room's screen: it may be given, or not. */
  | { kind: 'asking_code' }
  /** `isLocating`: nothing is sent yet, better fixes of the position are still awaited. */
  | { kind: 'sending'; position: PositionProgress; isLocating: boolean }
  | { kind: 'camera_refused'; why: CameraObstacle }
  | { kind: 'model_refused'; why: FaceErrorKind }
  /** Before anything was sent: no challenge. */
  | { kind: 'failed'; failure: Failure }
  | { kind: 'finished'; outcome: MarkOutcome; seen: Seen; markId: string | null };

export const useCheckIn = create<CheckInState>(() => ({ kind: 'ready' }));

/** Replaces the state as a whole: nothing of the one before stays. */
export function setCheckIn(state: CheckInState): void {
  useCheckIn.setState(state, true);
}

/** Whether a mark is being made: leaving now would lose it. */
export function isBusy(kind: CheckInState['kind']): boolean {
  return kind === 'preparing' || kind === 'capturing' || kind === 'asking_code' || kind === 'sending';
}

/** What the screen says of a finished search for the position. */
export function toProgress(found: PositionFound): PositionProgress {
  return found.kind === 'found' ? 'found' : found.why;
}

let tappedSession: string | null = null;

/** The tap on "Mark attendance" is the permission to start the camera on the next screen, once. */
export function noteTap(sessionId: string): void {
  tappedSession = sessionId;
}

/** Whether this very session was tapped; the answer is true once. */
export function takeTap(sessionId: string): boolean {
  const wasTapped = tappedSession === sessionId;
  tappedSession = null;
  return wasTapped;
}
