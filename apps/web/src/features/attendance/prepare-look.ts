import type { CameraRefusal } from '#face/camera.ts';
import { captureFrames } from '#face/capture-frames.ts';
import type { Guidance } from '#face/decide-guidance.ts';
import type { Capture } from '#face/take-pictures.ts';
import {
  type LookDoors as OpenDoors,
  openLook,
  realLookDoors as realOpenDoors,
} from '#features/enrolment/open-look.ts';

export type LookDoors = OpenDoors & { captureFrames: typeof captureFrames };

export const realLookDoors: LookDoors = { ...realOpenDoors, captureFrames };

/** An open camera with its models loaded; `capture` takes the pictures and closes the camera. */
export type Look = {
  kind: 'ready';
  camera: string;
  capture(minimum: number, onProgress: (progress: LookProgress) => void): Promise<Capture>;
  close(): void;
};

export type LookProgress = { guidance: Guidance; taken: number; wanted: number };

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
    capture(minimum, onProgress) {
      // One more than asked for: the mean of more pictures is steadier, and five are the most.
      const count = Math.min(minimum + 1, 5);
      let progress: LookProgress = { guidance: 'no_face', taken: 0, wanted: count };
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
          onGuidance: (guidance) => show({ guidance }),
          onTaken: (taken, wanted) => show({ taken, wanted }),
        }),
      );
    },
  };
}
