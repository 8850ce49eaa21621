import type { LivenessStep } from '@hadir/contract/liveness.ts';
import type { CameraRefusal } from '#face/camera.ts';
import { captureFrames, type MarkCapture } from '#face/capture-frames.ts';
import type { Guidance } from '#face/decide-guidance.ts';
import type { LivenessCue } from '#face/liveness-run.ts';
import {
  type LookDoors as OpenDoors,
  openLook,
  realLookDoors as realOpenDoors,
} from '#features/enrolment/open-look.ts';
import { takeWish } from './liveness-wish.ts';

export type LookDoors = OpenDoors & { captureFrames: typeof captureFrames };

export const realLookDoors: LookDoors = { ...realOpenDoors, captureFrames };

/** An open camera with its models loaded; `capture` takes the pictures and closes the camera. */
export type Look = {
  kind: 'ready';
  camera: string;
  capture(asked: LookAsked, onProgress: (progress: LookProgress) => void): Promise<MarkCapture>;
  close(): void;
};

/** What the server wants to see, as the challenge says it. */
export type LookAsked = {
  minimum: number;
  /** Recognisers that are to describe the face. */
  models: readonly string[];
  plan: readonly LivenessStep[];
  alternatives: readonly LivenessStep[];
  isPassiveWanted: boolean;
};

/** `cue`: a liveness step that is asked for now; null between them. */
export type LookProgress = { guidance: Guidance; taken: number; wanted: number; cue: LivenessCue | null };

/** Rejects with `FaceError` or `CameraGone`, or the signal's reason; the camera is closed then. */
export async function prepareLook(
  video: HTMLVideoElement,
  signal: AbortSignal,
  doors: LookDoors,
): Promise<Look | CameraRefusal> {
  const look = await openLook(video, signal, doors);
  if (look.kind !== 'open') return look;
  return {
    kind: 'ready',
    camera: look.camera,
    close: look.close,
    capture({ minimum, models, plan, alternatives, isPassiveWanted }, onProgress) {
      // One more than asked for: the mean of more pictures is steadier, and five are the most.
      const count = Math.min(minimum + 1, 5);
      let progress: LookProgress = { guidance: 'no_face', taken: 0, wanted: count, cue: null };
      const show = (change: Partial<LookProgress>) => {
        progress = { ...progress, ...change };
        onProgress(progress);
      };
      show({});
      return look.use((parts) =>
        doors.captureFrames({
          ...parts,
          count,
          minimum,
          models,
          liveness: { plan, alternatives, takeWish, onCue: (cue) => show({ cue }) },
          isPassiveWanted,
          onGuidance: (guidance) => show({ guidance }),
          onTaken: (taken, wanted) => show({ taken, wanted }),
        }),
      );
    },
  };
}
