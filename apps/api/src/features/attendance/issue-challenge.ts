import { randomBytes } from 'node:crypto';
import type { GeofenceOnWire, MarkRefused } from '@hadir/contract/attendance.ts';
import type { FaceModelId } from '@hadir/contract/face-model.ts';
import type { LivenessStep } from '@hadir/contract/liveness.ts';
import type { LivenessSettings } from '@hadir/contract/settings.ts';
import { listWantedModels } from '#features/enrolment/list-wanted-models.ts';
import { readAttemptSettings } from '#features/school/read-attempt-settings.ts';
import type { Context } from '#http/context.ts';
import { isId } from '#http/id.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { uuidV7 } from '#http/uuid-v7.ts';
import { chooseLivenessPlan } from './choose-liveness-plan.ts';
import { isSessionOpen } from './decide-session.ts';
import { type Geofence, geofenceOf } from './measure-geofence.ts';
import { refusalWords, tooManyTries } from './refusal-words.ts';

/** Milliseconds a challenge lives. */
const challengeLastsMs = 90_000;

/** An unused one that expired this long ago is deleted at the next asking. */
const unusedKeptMs = 3_600_000;

/**
 * Challenges of one person, session and key that may be used up, and as many for the room code alone: faces that failed
 * leave that way open.
 */
const challengesAllowed = 6;

type OpenChallenge = {
  id: string;
  nonce: string;
  expiresAt: Date;
  /** See `chooseLivenessPlan`. */
  livenessPlan: LivenessStep[];
};

type IssuedChallenge = OpenChallenge & {
  isPassiveWanted: boolean;
  models: FaceModelId[];
  geofence: GeofenceOnWire | null;
  roomCode: 'asked' | 'offered';
};

type Asked = {
  /** As claimed. */
  sessionId: string;
  /** What the phone calls its key, '' without; judged when the mark comes. */
  key: string;
  /** Good for marks by room code alone. */
  isRoomCodeOnly: boolean;
};

/** One-time permission to try. Runs checks 2 and 4 only; asking again gives the same open challenge. */
export async function issueChallenge(
  context: Context,
  person: SignedIn,
  asked: Asked,
): Promise<{ kind: 'issued'; challenge: IssuedChallenge } | { kind: 'refused'; body: MarkRefused }> {
  if (person.role !== 'student') return { kind: 'refused', body: refusalWords('not_a_student') };
  const session = isId(asked.sessionId)
    ? await context.db.classSession.findFirst({
        where: { id: asked.sessionId, schoolId: person.schoolId },
        select: {
          id: true,
          isActive: true,
          startsAt: true,
          endsAt: true,
          place: true,
          radiusM: true,
          roomCodeShownAt: true,
          school: { select: { settings: true } },
        },
      })
    : null;
  if (!session) return { kind: 'refused', body: refusalWords('session_not_found') };
  const now = context.now();
  const settings = readAttemptSettings(session.school.settings);
  const { liveness } = settings;
  const isOpen = isSessionOpen(session, now);
  const challenge = await openChallenge(context, person, asked, { isOpen, liveness }, now);
  if (!challenge) return { kind: 'refused', body: refusalWords('retry_later', tooManyTries) };
  const { place, radiusM, roomCodeShownAt } = session;
  const geofence = place && onWire(geofenceOf(place, radiusM));
  return {
    kind: 'issued',
    challenge: {
      ...challenge,
      geofence,
      roomCode: roomCodeShownAt === null ? 'offered' : 'asked',
      isPassiveWanted: !asked.isRoomCodeOnly && liveness.passive === 'on',
      models: listWantedModels(settings),
    },
  };
}

function onWire({ latitude, longitude, radiusM, polygon }: Geofence): GeofenceOnWire {
  return { lat: latitude, lng: longitude, radius_m: radiusM, polygon: polygon && [...polygon] };
}

/** The open challenge of this person, session and key, else a new one; null when too many were used. */
async function openChallenge(
  context: Context,
  person: SignedIn,
  { sessionId, key, isRoomCodeOnly }: Asked,
  { isOpen, liveness }: { isOpen: boolean; liveness: LivenessSettings },
  now: Date,
): Promise<OpenChallenge | null> {
  const { db } = context;
  const owner = `challenge|${person.id}|${sessionId}|${key}|${isRoomCodeOnly}`;
  const expiresAt = new Date(now.getTime() + challengeLastsMs);
  const nonce = randomBytes(32).toString('base64url');
  const plan = isRoomCodeOnly ? [] : chooseLivenessPlan(liveness);
  // Two statements: the second sees what the holder of the lock before us has written.
  const [, rows] = await db.$transaction([
    db.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${owner}, 0))::text`,
    db.$queryRaw<OpenChallenge[]>`
      WITH mine AS (
        SELECT * FROM challenges
        WHERE person_id = ${person.id}::uuid AND session_id = ${sessionId}::uuid AND claimed_key = ${key}
          AND room_code_only = ${isRoomCodeOnly} AND NOT is_offline
      ), open AS (
        -- A session that has been opened since the first asking counts as open for the same challenge.
        UPDATE challenges SET was_session_active = was_session_active OR ${isOpen}
        WHERE id = (SELECT id FROM mine WHERE used_at IS NULL AND expires_at > ${now} ORDER BY issued_at DESC LIMIT 1)
        RETURNING id, nonce, expires_at, liveness_plan
      ), made AS (
        INSERT INTO challenges (id, school_id, person_id, session_id, claimed_key, nonce, was_session_active,
          room_code_only, liveness_plan, issued_at, expires_at)
        SELECT ${uuidV7(now)}::uuid, ${person.schoolId}::uuid, ${person.id}::uuid, ${sessionId}::uuid, ${key},
          ${nonce}, ${isOpen}, ${isRoomCodeOnly}, ${plan}::text[], ${now}, ${expiresAt}
        WHERE NOT EXISTS (SELECT FROM open)
          AND (SELECT count(*) FROM mine WHERE used_at IS NOT NULL) < ${challengesAllowed}
        RETURNING id, nonce, expires_at, liveness_plan
      ), cleared AS (
        DELETE FROM challenges
        WHERE person_id = ${person.id}::uuid AND used_at IS NULL AND expires_at < ${new Date(now.getTime() - unusedKeptMs)}
      )
      SELECT id, nonce, expires_at AS "expiresAt", liveness_plan AS "livenessPlan" FROM (SELECT * FROM open UNION ALL SELECT * FROM made) AS issued`,
  ]);
  return rows[0] ?? null;
}
