import type { issueChallenge, MarkBody } from '@hadir/contract/attendance.ts';
import { markText } from '@hadir/contract/device-keys.ts';
import type { MarkCapture } from '#face/capture-frames.ts';
import { hashBody, sign } from '#features/enrolment/signing.ts';
import type { Reply } from '#lib/api.ts';
import { type Fix, getBestFix, toServerClock } from './find-position.ts';
import type { KeptMark } from './outbox.ts';

/** The code on the room's screen: as digits, or as the receipt of a scan. */
export type RoomCodeShown = { code: string } | { receipt: string };

/** What the student presents: a face seen by the camera, perhaps with the room code, or the room code alone. */
export type Claim =
  | { kind: 'face'; capture: MarkCapture; camera: string; roomCode: RoomCodeShown | null }
  | { kind: 'room_code'; roomCode: RoomCodeShown };

export type Evidence = {
  challenge: Reply<typeof issueChallenge>;
  session: { id: string; title: string };
  claim: Claim;
  fixes: readonly Fix[];
  deviceHash: string;
  client: { version: string; screen: string };
};

export function buildBody({ challenge, session, claim, fixes, deviceHash, client }: Evidence): MarkBody {
  const best = getBestFix(fixes);
  const shown = claim.kind === 'face' ? readFace(claim) : { frames: [], descriptors: {} };
  return {
    challenge_id: challenge.challenge_id,
    session_id: session.id,
    method: claim.kind,
    ...shown,
    ...(claim.roomCode && readRoomCode(claim.roomCode)),
    ...(best ? { lat: best.lat, lng: best.lng, accuracy: best.accuracy } : {}),
    positions: [...fixes],
    device_id: deviceHash,
    client: claim.kind === 'face' && claim.camera ? { ...client, camera: claim.camera } : client,
  };
}

const readRoomCode = (shown: RoomCodeShown): Pick<MarkBody, 'room_code' | 'receipt'> =>
  'code' in shown ? { room_code: shown.code } : { receipt: shown.receipt };

/** Without enough good pictures none goes along: the attempt is still told and kept. */
function readFace({
  capture,
}: Extract<Claim, { kind: 'face' }>): Pick<MarkBody, 'frames' | 'descriptors' | 'liveness'> {
  const { frames, descriptors, liveness } = capture;
  if (capture.kind === 'captured') return { frames, descriptors, ...(liveness && { liveness }) };
  const models = Object.keys(capture.descriptors);
  return { frames: [], descriptors: Object.fromEntries(models.map((model) => [model, []])) };
}

/** The challenge's life after it was issued, milliseconds (protocol, step 2). */
export const CHALLENGE_MS = 90_000;

/** The mark as it will travel, signed over its very bytes. */
export async function signMark(
  evidence: Evidence,
  key: { personId: string; id: string; pair: CryptoKeyPair },
  issuedAt: number,
): Promise<KeptMark> {
  const { expires_at } = evidence.challenge;
  const fixes = toServerClock(evidence.fixes, Date.parse(expires_at) - CHALLENGE_MS - issuedAt);
  const rawBody = JSON.stringify(buildBody({ ...evidence, fixes }));
  return {
    id: evidence.challenge.challenge_id,
    personId: key.personId,
    sessionId: evidence.session.id,
    sessionTitle: evidence.session.title,
    rawBody,
    keyId: key.id,
    signature: await sign(key.pair.privateKey, markText(evidence.challenge.nonce, await hashBody(rawBody))),
    triesUntil: issuedAt + CHALLENGE_MS,
  };
}
