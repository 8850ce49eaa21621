import { captureFrames } from '#face/capture-frames.ts';
import type { Guidance } from '#face/decide-guidance.ts';
import { FaceError, type FaceErrorKind } from '#face/face-error.ts';
import type { Capture } from '#face/take-pictures.ts';
import type { Failure } from '#lib/failure.ts';
import { CameraGone, type CameraObstacle, type LookDoors, openLook, realLookDoors } from './open-look.ts';
import { type Registered, registerPhone } from './register-phone.ts';

export type PhoneLookDoors = LookDoors & { captureFrames: typeof captureFrames; registerPhone: typeof registerPhone };

const realDoors: PhoneLookDoors = { ...realLookDoors, captureFrames, registerPhone };

export type PhoneLook =
  | { kind: 'opening' }
  | { kind: 'capturing'; guidance: Guidance; taken: number; wanted: number }
  | { kind: 'sending' };

/** Why no picture was sent. */
export type LookObstacle =
  | { kind: 'camera_refused'; why: CameraObstacle }
  | { kind: 'model_refused'; why: FaceErrorKind }
  | { kind: 'not_captured'; why: Exclude<Capture['kind'], 'captured'> };

type Registration = {
  personId: string;
  password: string;
  /** Recognisers that are to describe the face. */
  models: readonly string[];
  video: HTMLVideoElement;
  signal: AbortSignal;
  onProgress: (look: PhoneLook) => void;
};

const FRAMES = 4;

/** Looks at the person, then registers this phone. Rejects with the signal's reason, and with what nobody expected. */
export async function registerWithFace(
  { personId, password, models, video, signal, onProgress }: Registration,
  doors: PhoneLookDoors = realDoors,
): Promise<Registered | Failure | LookObstacle> {
  try {
    onProgress({ kind: 'opening' });
    const look = await openLook(video, signal, doors);
    if (look.kind !== 'open') return { kind: 'camera_refused', why: look.kind };
    let shown = { guidance: 'no_face' as Guidance, taken: 0, wanted: FRAMES };
    const show = (change: Partial<typeof shown>) => {
      shown = { ...shown, ...change };
      onProgress({ kind: 'capturing', ...shown });
    };
    show({});
    const capture = await look.use((parts) =>
      doors.captureFrames({
        ...parts,
        models,
        count: FRAMES,
        onGuidance: (guidance) => show({ guidance }),
        onTaken: (taken, wanted) => show({ taken, wanted }),
      }),
    );
    signal.throwIfAborted();
    if (capture.kind !== 'captured') return { kind: 'not_captured', why: capture.kind };
    onProgress({ kind: 'sending' });
    return await doors.registerPhone(personId, password, { descriptors: capture.descriptors });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof CameraGone) return { kind: 'camera_refused', why: error.why };
    if (error instanceof FaceError) return { kind: 'model_refused', why: error.kind };
    throw error;
  }
}
