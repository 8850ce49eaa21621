import { abortable } from '#face/abortable.ts';
import { type Camera, type CameraEnd, type CameraRefusal, openCamera } from '#face/camera.ts';
import type { FaceClient } from '#face/face-client.ts';
import { findChosenCamera, forgetChosenCamera, useCameras } from './camera-choice-store.ts';
import { getFace } from './warm-face.ts';

export type LookDoors = { openCamera: typeof openCamera; getFace: () => Promise<FaceClient> };

export const realLookDoors: LookDoors = { openCamera, getFace };

/** The camera was pulled out or taken by another app while it was in use, or the page was hidden for long. */
export class CameraGone extends Error {
  readonly why: CameraEnd;

  constructor(why: CameraEnd) {
    super(`The camera is gone: ${why}.`);
    this.why = why;
  }
}

/** Why there is no picture. */
export type CameraObstacle = CameraRefusal['kind'] | CameraEnd;

/** What a capture works with. `signal` ends when the person leaves or the camera goes away. */
type LookParts = { video: HTMLVideoElement; client: FaceClient; signal: AbortSignal };

/** An open camera with its models loaded. */
type OpenLook = {
  kind: 'open';
  /** The camera's own name; may be empty. */
  camera: string;
  /** Rejects with `CameraGone` when the device goes away. The camera is closed afterwards. */
  use<T>(capture: (parts: LookParts) => Promise<T>): Promise<T>;
  close(): void;
};

/** Rejects with `FaceError`, `CameraGone` or the signal's reason; the camera is closed then. */
export async function openLook(
  video: HTMLVideoElement,
  leaving: AbortSignal,
  doors: LookDoors = realLookDoors,
): Promise<OpenLook | CameraRefusal> {
  const camera = await openChosen(leaving, doors);
  if (camera.kind !== 'open') return camera;
  const gone = new AbortController();
  camera.onEnded = (why) => gone.abort(new CameraGone(why));
  const signal = AbortSignal.any([leaving, gone.signal]);
  try {
    await camera.attach(video);
    // Whoever is told of no other camera goes on with this one.
    void camera.list().then(
      (cameras) => useCameras.setState({ cameras, current: camera.deviceId }),
      () => undefined,
    );
    const client = await abortable(doors.getFace(), signal);
    await abortable(client.ready, signal);
    signal.throwIfAborted();
    return {
      kind: 'open',
      camera: camera.label,
      close: () => camera.close(),
      async use(capture) {
        try {
          return await capture({ video, client, signal });
        } catch (error) {
          throw gone.signal.aborted && !leaving.aborted ? gone.signal.reason : error;
        } finally {
          camera.close();
        }
      },
    };
  } catch (error) {
    camera.close();
    throw gone.signal.aborted && !leaving.aborted ? gone.signal.reason : error;
  }
}

async function openChosen(signal: AbortSignal, { openCamera }: LookDoors): Promise<Camera | CameraRefusal> {
  const deviceId = findChosenCamera();
  if (deviceId === null) return openCamera({ signal });
  const chosen = await openCamera({ signal, deviceId });
  if (chosen.kind !== 'absent') return chosen;
  forgetChosenCamera();
  return openCamera({ signal });
}
