import { type CameraRefusal, openCamera } from '#face/camera.ts';
import { type Capture, captureFrames } from '#face/capture.ts';
import type { Guidance } from '#face/decide-guidance.ts';
import type { FaceClient } from '#face/face-client.ts';
import { getFace } from '#features/enrolment/warm-face.ts';

export type LookDoors = {
  openCamera: typeof openCamera;
  captureFrames: typeof captureFrames;
  getFace: () => Promise<FaceClient>;
};

export const realLookDoors: LookDoors = { openCamera, captureFrames, getFace };

/** The device was pulled out or taken by another app while it was in use. */
export class CameraGone extends Error {}

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
  const camera = await doors.openCamera({ signal });
  if (camera.kind !== 'open') return camera;
  const gone = new AbortController();
  camera.onEnded = () => gone.abort(new CameraGone());
  try {
    await camera.attach(video);
    const client = await doors.getFace();
    await client.ready;
    signal.throwIfAborted();
    return {
      kind: 'ready',
      camera: camera.label,
      close: () => camera.close(),
      async capture(minimum, onProgress) {
        // One more than asked for: the mean of more pictures is steadier, and five are the most.
        const count = Math.min(minimum + 1, 5);
        let progress: LookProgress = { guidance: 'no_face', taken: 0, wanted: count };
        const show = (change: Partial<LookProgress>) => {
          progress = { ...progress, ...change };
          onProgress(progress);
        };
        show({});
        try {
          return await doors.captureFrames({
            video,
            client,
            signal: AbortSignal.any([signal, gone.signal]),
            count,
            minimum,
            onGuidance: (guidance) => show({ guidance }),
            onTaken: (taken, wanted) => show({ taken, wanted }),
          });
        } catch (error) {
          throw gone.signal.aborted ? gone.signal.reason : error;
        } finally {
          camera.close();
        }
      },
    };
  } catch (error) {
    camera.close();
    throw error;
  }
}
