import type { Shots } from '@hadir/contract/enrolment.ts';
import { openCamera } from '#face/camera.ts';
import { captureShots } from '#face/capture.ts';
import { FaceError } from '#face/face-error.ts';
import { type EnrolmentState, setEnrolment } from './enrolment-store.ts';
import { sendTemplate } from './send-template.ts';
import { getFace } from './warm-face.ts';

export type EnrolmentDoors = {
  openCamera: typeof openCamera;
  captureShots: typeof captureShots;
  getFace: typeof getFace;
  sendTemplate: typeof sendTemplate;
};

const realDoors: EnrolmentDoors = { openCamera, captureShots, getFace, sendTemplate };

type Shown = Omit<Extract<EnrolmentState, { kind: 'capturing' }>, 'kind'>;
type Enrolment = { personId: string; consentVersion: number; video: HTMLVideoElement; signal: AbortSignal };

/** Camera, five shots, and off they go. Every outcome ends in the store; leaving the screen ends it silently. */
export async function enrol(enrolment: Enrolment, doors: EnrolmentDoors = realDoors): Promise<void> {
  try {
    const shots = await takeShots(enrolment, doors);
    if (shots) await sendShots(enrolment, shots, doors);
  } catch (error) {
    if (enrolment.signal.aborted) return;
    setEnrolment({ kind: 'model_refused', why: error instanceof FaceError ? error.kind : 'crashed' });
    if (!(error instanceof FaceError)) throw error;
  }
}

/** @returns null when there is nothing to send; the store says why */
async function takeShots({ video, signal }: Enrolment, doors: EnrolmentDoors): Promise<Shots | null> {
  setEnrolment({ kind: 'opening' });
  const camera = await doors.openCamera({ signal });
  if (camera.kind !== 'open') {
    setEnrolment({ kind: 'camera_refused', why: camera.kind });
    return null;
  }
  try {
    await camera.attach(video);
    const client = await doors.getFace();
    await client.ready;
    signal.throwIfAborted();
    let now: Shown = { step: 'straight', guidance: 'no_face', taken: 0, wanted: 5 };
    const show = (change: Partial<Shown>) => {
      now = { ...now, ...change };
      setEnrolment({ kind: 'capturing', ...now });
    };
    show({});
    const capture = await doors.captureShots({
      video,
      client,
      signal,
      onStep: (step) => show({ step }),
      onGuidance: (guidance) => show({ guidance }),
      onTaken: (taken, wanted) => show({ taken, wanted }),
    });
    if (capture.kind === 'captured') return capture.descriptors;
    setEnrolment({ kind: 'not_captured', why: capture.kind });
    return null;
  } finally {
    camera.close();
  }
}

/** Also for shots whose first sending brought no answer. */
export async function sendShots(
  { personId, consentVersion }: Pick<Enrolment, 'personId' | 'consentVersion'>,
  shots: Shots,
  doors: Pick<EnrolmentDoors, 'sendTemplate'> = realDoors,
): Promise<void> {
  setEnrolment({ kind: 'sending' });
  const answer = await doors.sendTemplate(personId, consentVersion, shots);
  if (answer.kind === 'ok') setEnrolment({ kind: 'done', isConfirmed: answer.value.state === 'confirmed' });
  else setEnrolment({ kind: 'not_sent', failure: answer, shots });
}
