import { captureShots } from '#face/capture-shots.ts';
import { FaceError } from '#face/face-error.ts';
import { playCue } from '#lib/cue.ts';
import { type EnrolmentState, setEnrolment } from './enrolment-store.ts';
import { CameraGone, type LookDoors, openLook, realLookDoors } from './open-look.ts';
import { sendTemplate, type TakenShots } from './send-template.ts';

export type EnrolmentDoors = LookDoors & { captureShots: typeof captureShots; sendTemplate: typeof sendTemplate };

const realDoors: EnrolmentDoors = { ...realLookDoors, captureShots, sendTemplate };

type Shown = Omit<Extract<EnrolmentState, { kind: 'capturing' }>, 'kind'>;
type Enrolment = {
  personId: string;
  consentVersion: number;
  /** Recognisers that are to describe the face. */
  models: readonly string[];
  video: HTMLVideoElement;
  signal: AbortSignal;
};

/**
 * Camera, five shots, and off they go. Every outcome ends in the store; leaving the screen ends it silently.
 * Rejects with what nobody expected.
 */
export async function enrol(enrolment: Enrolment, doors: EnrolmentDoors = realDoors): Promise<void> {
  try {
    const taken = await takeShots(enrolment, doors);
    if (taken) await sendShots(enrolment, taken, doors);
  } catch (error) {
    if (enrolment.signal.aborted) return;
    if (error instanceof CameraGone) return setEnrolment({ kind: 'camera_refused', why: error.why });
    if (error instanceof FaceError) return setEnrolment({ kind: 'model_refused', why: error.kind });
    throw error;
  }
}

/** @returns null when there is nothing to send; the store says why */
async function takeShots({ models, video, signal }: Enrolment, doors: EnrolmentDoors): Promise<TakenShots | null> {
  setEnrolment({ kind: 'opening' });
  const look = await openLook(video, signal, doors);
  if (look.kind !== 'open') {
    setEnrolment({ kind: 'camera_refused', why: look.kind });
    return null;
  }
  let now: Shown = { step: 'straight', guidance: 'no_face', taken: 0, wanted: 5 };
  const show = (change: Partial<Shown>) => {
    now = { ...now, ...change };
    if (!signal.aborted) setEnrolment({ kind: 'capturing', ...now });
  };
  show({});
  const capture = await look.use((parts) =>
    doors.captureShots({
      ...parts,
      models,
      onStep: (step) => show({ step }),
      onGuidance: (guidance) => {
        if (guidance === 'once_more') playCue('again');
        show({ guidance });
      },
      onTaken: (taken, wanted) => show({ taken, wanted }),
    }),
  );
  signal.throwIfAborted();
  if (capture.kind === 'captured') return { shots: capture.descriptors, frames: capture.frames };
  setEnrolment({ kind: 'not_captured', why: capture.kind });
  return null;
}

/** Also for shots whose first sending brought no answer. Once the person has left, the shots are kept nowhere. */
export async function sendShots(
  { personId, consentVersion, signal }: Omit<Enrolment, 'models' | 'video'>,
  taken: TakenShots,
  doors: Pick<EnrolmentDoors, 'sendTemplate'> = realDoors,
): Promise<void> {
  setEnrolment({ kind: 'sending' });
  const answer = await doors.sendTemplate(personId, consentVersion, taken);
  if (signal.aborted) return;
  if (answer.kind === 'ok') setEnrolment({ kind: 'done', isConfirmed: answer.value.state === 'confirmed' });
  else setEnrolment({ kind: 'not_sent', failure: answer, taken });
}
