import type { issueChallenge } from '@hadir/contract/attendance.ts';
import { FaceError } from '#face/face-error.ts';
import { getDeviceHash } from '#features/enrolment/device-id.ts';
import { CameraGone } from '#features/enrolment/open-look.ts';
import { findPhoneKey } from '#features/enrolment/phone-keys.ts';
import { readPhoneClocks } from '#features/offline/server-clock.ts';
import type { Reply } from '#lib/api.ts';
import { describeClient } from '#lib/client.ts';
import { askPermission } from './ask-permission.ts';
import { askRoomCode } from './ask-room-code.ts';
import { CHALLENGE_MS, type Claim, type RoomCodeShown, signMark } from './build-mark.ts';
import { type CheckInState, type PositionProgress, setCheckIn, toProgress } from './check-in-store.ts';
import { findPosition } from './find-position.ts';
import { keepOfflineMark } from './keep-offline-mark.ts';
import { keepOrHoldMark } from './outbox.ts';
import { dismissMark, notePause, readOutbox } from './outbox-store.ts';
import {
  type Look,
  type LookAsked,
  type LookDoors,
  type LookProgress,
  prepareLook,
  realLookDoors,
} from './prepare-look.ts';
import { type MarkOutcome, sendMark } from './send-mark.ts';

/** What lies outside of the app: sensors and clock. Tests bring their own. */
export type CheckInDoors = LookDoors & { findPosition: typeof findPosition; now: () => number };

const realDoors: CheckInDoors = { ...realLookDoors, findPosition, now: Date.now };

export type CheckIn = {
  personId: string;
  /** `place` is null where the session has no geofence: then no position is asked for. */
  session: { id: string; title: string; place: object | null };
  way: { kind: 'face'; video: HTMLVideoElement } | ({ kind: 'room_code' } & RoomCodeShown);
  signal: AbortSignal;
};

/**
 * One mark from the tap to the answer: camera, models and position first, then the challenge, then the face, then the
 * signed mark into the outbox and out. Every outcome ends in the store; leaving the screen ends it silently.
 * Rejects with what nobody expected.
 */
export async function checkIn({ personId, session, way, signal }: CheckIn, doors = realDoors): Promise<void> {
  const search = session.place === null ? null : doors.findPosition(signal);
  let position: PositionProgress = search ? 'searching' : 'not_needed';
  let look: Look | null = null;
  let claim: Claim | null = null;

  /** The store belongs to the screen; one that was left shows nothing any more. */
  function show(state: CheckInState) {
    if (!signal.aborted) setCheckIn(state);
  }
  function finish(outcome: MarkOutcome, markId: string | null = null) {
    const seen = { capture: claim?.kind === 'face' ? claim.capture.kind : null, position };
    show({ kind: 'finished', outcome, seen, markId });
  }

  try {
    show({ kind: 'preparing', position, canLook: look !== null });
    const key = await findPhoneKey(personId);
    if (!key?.id) return finish({ kind: 'refused', code: 'device_not_recognised', next: 'ask_for_approval' });

    const found = search?.first.then((first) => {
      position = toProgress(first);
      show({ kind: 'preparing', position, canLook: look !== null });
    });
    let present: (issued: Reply<typeof issueChallenge>) => Promise<Claim>;
    if (way.kind === 'face') {
      const prepared = await prepareLook(way.video, signal, doors);
      if (prepared.kind !== 'ready') return show({ kind: 'camera_refused', why: prepared.kind });
      look = prepared;
      show({ kind: 'preparing', position, canLook: true });
      const report = (progress: LookProgress) => show({ kind: 'capturing', ...progress, position });
      present = async (issued) => ({
        kind: 'face',
        capture: await prepared.capture(readAsked(issued), report),
        camera: prepared.camera,
        roomCode: null,
      });
    } else {
      const { kind, ...roomCode } = way;
      present = async () => ({ kind, roomCode });
    }
    await found;
    signal.throwIfAborted();

    const issuedAt = doors.now();
    const asked = { personId, keyId: key.id, sessionId: session.id, method: way.kind, signal };
    const permission = await askPermission(asked);
    if (permission.kind === 'failed') return show(permission);
    if (permission.kind === 'refused') return finish(permission);
    const { challenge, ticket } = permission;
    claim = await present(challenge);
    const capturedAt = readPhoneClocks();
    // A ticket is good for one mark: what is sure to be refused later is not made with it.
    if (ticket && claim.kind === 'face' && claim.capture.kind !== 'captured') {
      return finish({ kind: 'refused', code: 'face_not_accepted', next: 'better_picture' });
    }
    if (claim.kind === 'face' && claim.capture.kind === 'captured' && challenge.room_code === 'asked') {
      const leftMs = ticket ? Number.POSITIVE_INFINITY : issuedAt + CHALLENGE_MS - doors.now();
      const roomCode = await askRoomCode(session.id, () => show({ kind: 'asking_code' }), signal, leftMs);
      claim = { ...claim, roomCode };
    }
    show({ kind: 'sending', position, isLocating: search !== null });
    const fixes = await search?.settled;
    signal.throwIfAborted();
    show({ kind: 'sending', position, isLocating: false });

    const evidence = {
      ...{ challenge, session, claim },
      fixes: fixes?.kind === 'found' ? fixes.fixes : [],
      deviceHash: await getDeviceHash(),
      client: describeClient(),
    };
    const signer = { personId, id: key.id, pair: key.pair };
    if (ticket && search && evidence.fixes.length === 0) {
      return finish({ kind: 'refused', code: 'no_position', next: 'allow_position' });
    }
    if (ticket) {
      const saved = await keepOfflineMark(evidence, ticket, signer, capturedAt);
      if (saved.kind !== 'saved') return finish({ kind: 'not_saved', why: saved.kind });
      finish({ kind: 'saved' }, saved.markId);
      return await readOutbox();
    }
    const kept = await signMark(evidence, signer, issuedAt);
    await keepOrHoldMark(kept);
    const outcome = (await sendMark(kept)) ?? { kind: 'not_sent', pauseS: null };
    notePause(outcome, doors.now());
    finish(outcome, kept.id);
    // Whoever has left is told by the start screen; whoever sees the outcome here needs it no second time.
    const isStillToTell = signal.aborted || outcome.kind === 'not_sent';
    // The outcome stands on the screen, whatever this phone can keep of it.
    await (isStillToTell ? readOutbox() : dismissMark(kept.id)).catch(() => undefined);
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof CameraGone) return show({ kind: 'camera_refused', why: error.why });
    if (error instanceof FaceError) return show({ kind: 'model_refused', why: error.kind });
    throw error;
  } finally {
    look?.close();
  }
}

function readAsked(issued: Reply<typeof issueChallenge>): LookAsked {
  return {
    minimum: issued.min_frames,
    models: issued.models,
    plan: issued.liveness_plan,
    alternatives: issued.liveness_alternatives,
    isPassiveWanted: issued.passive_liveness,
  };
}
