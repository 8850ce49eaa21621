import type { Db } from '#db.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { type Geofence, geofenceOf } from './measure-geofence.ts';
import type { MarkClaim } from './read-mark.ts';

/** A probe is compared with those of this many days. */
export const probeDays = 90;

export type SessionFacts = {
  id: string;
  schoolId: string;
  courseId: string;
  facesVersion: number;
  startsAt: Date;
  endsAt: Date;
  isActive: boolean;
  closedAt: Date | null;
  place: Geofence | null;
  /** Since when the room's screen shows the code; null while it does not. */
  roomCodeShownAt: Date | null;
};

export type ChallengeFacts = {
  id: string;
  sessionId: string;
  claimedKey: string;
  nonce: string;
  wasSessionActive: boolean;
  issuedAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
};

export type KeyFacts = {
  id: string;
  publicKey: unknown;
  state: 'pending' | 'active' | 'revoked';
  deviceHash: string;
  createdAt: Date;
};

/** What the database knows about one attempt. Challenge, key and template are the person's own or null. */
export type Facts = {
  threshold: number;
  plainForm: 'refuse' | 'review';
  session: SessionFacts | null;
  isEnrolled: boolean;
  challenge: ChallengeFacts | null;
  key: KeyFacts | null;
  template: { id: string; state: 'provisional' | 'confirmed'; wrappedKey: Uint8Array } | null;
  recordState: string | null;
  /** Sealed means of earlier accepted or pending attempts with this template. */
  probes: Uint8Array[];
  /** Attempts on this session that were refused as lying between inside and outside. */
  betweenBefore: number;
  wrongRoomCodes: number;
};

/** Reads everything the checks need in one statement. Ids of the claim may be anybody's. */
export async function loadFacts(
  db: Db,
  person: SignedIn,
  claim: Pick<MarkClaim, 'sessionId' | 'challengeId'>,
  keyId: string | null,
  now: Date,
): Promise<Facts> {
  const probesSince = new Date(now.getTime() - probeDays * 86_400_000);
  const [row] = await db.$queryRaw<Row[]>`
    SELECT school.face_threshold, school.plain_form::text,
      session.id AS session_id, session.course_id, session.starts_at, session.ends_at, session.is_active,
      session.closed_at, course.faces_version, place.latitude, place.longitude, place.radius_m,
      place.polygon, session.radius_m AS own_radius_m, session.room_code_shown_at,
      EXISTS (
        SELECT FROM enrollments WHERE course_id = session.course_id AND student_id = ${person.id}::uuid
      ) AS is_enrolled,
      challenge.id AS challenge_id, challenge.session_id AS challenge_session_id, challenge.claimed_key,
      challenge.nonce, challenge.was_session_active, challenge.issued_at, challenge.expires_at, challenge.used_at,
      key.id AS key_id, key.public_key, key.state::text AS key_state, key.device_hash, key.created_at AS key_created_at,
      template.id AS template_id, template.state::text AS template_state, template.wrapped_key,
      record.state::text AS record_state,
      ARRAY(
        SELECT sealed FROM face_probes
        WHERE person_id = ${person.id}::uuid AND template_id = template.id AND created_at > ${probesSince}
      ) AS probes,
      tries.between_before, tries.wrong_room_codes
    FROM schools AS school
    LEFT JOIN class_sessions AS session ON session.id = ${claim.sessionId}::uuid AND session.school_id = school.id
    LEFT JOIN courses AS course ON course.id = session.course_id
    LEFT JOIN places AS place ON place.id = session.place_id
    LEFT JOIN challenges AS challenge ON challenge.id = ${claim.challengeId}::uuid AND challenge.person_id = ${person.id}::uuid
    LEFT JOIN device_keys AS key ON key.id = ${keyId}::uuid AND key.person_id = ${person.id}::uuid
    LEFT JOIN face_templates AS template ON template.person_id = ${person.id}::uuid
    LEFT JOIN attendance_records AS record ON record.session_id = session.id AND record.student_id = ${person.id}::uuid
    CROSS JOIN LATERAL (
      SELECT
        count(*) FILTER (WHERE reason = 'Outside campus'
          AND checks @> '[{"check": 9, "detail": {"zone": "between"}}]')::int AS between_before,
        count(*) FILTER (WHERE reason = 'Room code invalid')::int AS wrong_room_codes
      FROM attendance_attempts WHERE session_id = session.id AND student_id = ${person.id}::uuid
    ) AS tries
    WHERE school.id = ${person.schoolId}::uuid`;
  if (!row) throw new Error('the school of a signed-in person is gone');
  return toFacts(row, person.schoolId);
}

type Row = {
  face_threshold: number;
  plain_form: Facts['plainForm'];
  session_id: string | null;
  course_id: string;
  starts_at: Date;
  ends_at: Date;
  is_active: boolean;
  closed_at: Date | null;
  faces_version: number;
  latitude: number | null;
  longitude: number;
  radius_m: number;
  polygon: unknown;
  own_radius_m: number | null;
  room_code_shown_at: Date | null;
  is_enrolled: boolean;
  challenge_id: string | null;
  challenge_session_id: string;
  claimed_key: string;
  nonce: string;
  was_session_active: boolean;
  issued_at: Date;
  expires_at: Date;
  used_at: Date | null;
  key_id: string | null;
  public_key: unknown;
  key_state: KeyFacts['state'];
  device_hash: string;
  key_created_at: Date;
  template_id: string | null;
  template_state: 'provisional' | 'confirmed';
  wrapped_key: Uint8Array;
  record_state: string | null;
  probes: Uint8Array[];
  between_before: number;
  wrong_room_codes: number;
};

function toFacts(row: Row, schoolId: string): Facts {
  return {
    threshold: row.face_threshold,
    plainForm: row.plain_form,
    session: row.session_id === null ? null : toSession(row, row.session_id, schoolId),
    isEnrolled: row.is_enrolled,
    challenge: row.challenge_id === null ? null : toChallenge(row, row.challenge_id),
    key:
      row.key_id === null
        ? null
        : {
            id: row.key_id,
            publicKey: row.public_key,
            state: row.key_state,
            deviceHash: row.device_hash,
            createdAt: row.key_created_at,
          },
    template:
      row.template_id === null ? null : { id: row.template_id, state: row.template_state, wrappedKey: row.wrapped_key },
    recordState: row.record_state,
    probes: row.probes,
    betweenBefore: row.between_before,
    wrongRoomCodes: row.wrong_room_codes,
  };
}

function toSession(row: Row, id: string, schoolId: string): SessionFacts {
  return {
    id,
    schoolId,
    courseId: row.course_id,
    facesVersion: row.faces_version,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    isActive: row.is_active,
    closedAt: row.closed_at,
    place: row.latitude === null ? null : toGeofence(row, row.latitude),
    roomCodeShownAt: row.room_code_shown_at,
  };
}

function toGeofence({ longitude, radius_m, polygon, own_radius_m }: Row, latitude: number): Geofence {
  return geofenceOf({ latitude, longitude, radiusM: radius_m, polygon }, own_radius_m);
}

function toChallenge(row: Row, id: string): ChallengeFacts {
  return {
    id,
    sessionId: row.challenge_session_id,
    claimedKey: row.claimed_key,
    nonce: row.nonce,
    wasSessionActive: row.was_session_active,
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
  };
}
