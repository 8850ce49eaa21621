import { DeviceHash } from '@hadir/contract/device-keys.ts';
import { FACE_MODEL_ID, SECOND_FACE_MODEL_ID } from '@hadir/contract/face-model.ts';
import { LivenessEvidence } from '@hadir/contract/liveness.ts';
import { MarkFrame } from '@hadir/contract/mark-frame.ts';
import { z } from 'zod';
import type { GivenFaces } from '#features/enrolment/read-frames.ts';
import { isId } from '#http/id.ts';
import { storable } from '#http/text.ts';
import type { LivenessClaim } from './decide-liveness.ts';
import { livenessSeriesOf } from './liveness-series.ts';
import { seriesOf } from './position-series.ts';
import { type PositionClaim, readPosition } from './read-position.ts';

/**
 * A mark as it was claimed. Nothing is refused here: a field that cannot be read is kept as unreadable
 * (null, or a `…Readable` that is false) and judged in its own check.
 */
export type MarkClaim = {
  /** For people who read the log; at most 100 characters. */
  claimedSessionId: string;
  sessionId: string | null;
  claimedChallengeId: string | null;
  challengeId: string | null;
  /** `plain` is the form without challenge and signature: `descriptor` instead of `descriptors`. */
  form: 'signed' | 'plain';
  method: 'face' | 'room_code';
  isMethodReadable: boolean;
  /** Of each recogniser we know. */
  descriptors: GivenFaces;
  isEvidenceReadable: boolean;
  /** Metadata of the frames; null when any of it is malformed. */
  frames: readonly MarkFrame[] | null;
  liveness: LivenessClaim;
  /** See `livenessSeriesOf`. */
  livenessSeries: string | null;
  position: PositionClaim;
  /** See `seriesOf`. */
  positionSeries: string | null;
  deviceHash: string | null;
  roomCode: unknown;
  /** Unjudged, as the code; it counts together with the browser's secret. */
  receipt: unknown;
  /** At most 100 characters. */
  clientVersion: string | null;
  isClientReadable: boolean;
  /** For the log: version, camera, screen, spread in time of the frames. */
  client: Record<string, string> | null;
};

const Client = z.object({
  version: z.string().optional(),
  camera: z.string().optional(),
  screen: z.string().optional(),
});

const Frames = z
  .array(MarkFrame)
  .max(5)
  .refine((frames) => frames.every(({ t_ms }, i) => i === 0 || t_ms > (frames[i - 1]?.t_ms ?? Number.NaN)));

/** Reads the JSON object of a mark. Never throws. */
export function readMark(body: Record<string, unknown>): MarkClaim {
  const form = body.challenge_id === undefined && Array.isArray(body.descriptor) ? 'plain' : 'signed';
  const method = body.method === 'room_code' && form === 'signed' ? 'room_code' : 'face';
  const client = Client.optional().safeParse(body.client);
  const position = readPosition(body);
  const liveness = readLiveness(body.liveness);
  return {
    claimedSessionId: asText(body.session_id) ?? '',
    sessionId: isId(body.session_id) ? body.session_id : null,
    claimedChallengeId: asText(body.challenge_id),
    challengeId: isId(body.challenge_id) ? body.challenge_id : null,
    form,
    method,
    isMethodReadable: body.method === method || (form === 'plain' && body.method === undefined),
    descriptors: form === 'plain' ? { first: [body.descriptor], second: undefined } : readGiven(body.descriptors),
    isEvidenceReadable: isEvidenceReadable(body),
    frames: Frames.safeParse(body.frames).data ?? null,
    liveness,
    livenessSeries: livenessSeriesOf(liveness.kind === 'given' ? liveness.evidence : null),
    position,
    positionSeries: seriesOf(position),
    deviceHash: DeviceHash.safeParse(body.device_id).data ?? null,
    roomCode: body.room_code,
    receipt: body.receipt,
    clientVersion: asText(client.data?.version),
    isClientReadable: client.success,
    client: client.data ? shorten(client.data) : null,
  };
}

function readLiveness(value: unknown): LivenessClaim {
  if (value === undefined || value === null) return { kind: 'absent' };
  const { data: evidence } = LivenessEvidence.safeParse(value);
  return evidence ? { kind: 'given', evidence } : { kind: 'unreadable' };
}

function readGiven(value: unknown): GivenFaces {
  const given = isRecord(value) ? value : {};
  return { first: given[FACE_MODEL_ID], second: given[SECOND_FACE_MODEL_ID] };
}

/** Fields the chosen method does not need must still be what they claim to be. */
function isEvidenceReadable(body: Record<string, unknown>): boolean {
  const { descriptors, frames, room_code, receipt } = body;
  return (
    (descriptors === undefined || isRecord(descriptors)) &&
    (frames === undefined || Array.isArray(frames)) &&
    (room_code === undefined || typeof room_code === 'string') &&
    (receipt === undefined || typeof receipt === 'string')
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return storable((typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 100));
}

function shorten(client: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(client).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, storable(value.slice(0, 200))]],
    ),
  );
}
