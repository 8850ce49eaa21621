import { LivenessStep } from '@hadir/contract/liveness.ts';
import { z } from 'zod';
import type { FaceTrial } from '#features/enrolment/decide-retry.ts';
import type { ChallengeFacts, Facts, KeyFacts, SessionFacts } from './attempt-facts.ts';
import { type Geofence, geofenceOf } from './measure-geofence.ts';

/** What `load-facts` selects. Columns of a table that was joined in vain are null, whatever their type says here. */
export type FactsRow = {
  face_threshold: number;
  plain_form: Facts['plainForm'];
  settings: unknown;
  settings_version: number;
  session_id: string | null;
  course_id: string;
  starts_at: Date;
  planned_starts_at: Date | null;
  ends_at: Date;
  is_active: boolean;
  closed_at: Date | null;
  opened_at: Date | null;
  session_created_at: Date;
  grace_min: number;
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
  room_code_only: boolean;
  liveness_plan: string[];
  is_offline: boolean;
  issued_at: Date;
  expires_at: Date;
  used_at: Date | null;
  key_id: string | null;
  public_key: unknown;
  key_state: KeyFacts['state'];
  device_hash: string;
  key_created_at: Date;
  key_confirmed_at: Date | null;
  key_origin: KeyFacts['origin'];
  template_id: string | null;
  template_state: 'provisional' | 'confirmed';
  wrapped_key: Uint8Array;
  is_held: boolean;
  twin_ids: string[];
  key_failures: number | null;
  key_last_failure_at: Date;
  key_off_at: Date | null;
  other_failures: number | null;
  other_last_failure_at: Date;
  /** `at_ms`: since 1970. */
  earlier_fixes: { lat: number; lng: number; accuracy: number | null; at_ms: number }[];
  is_device_shared: boolean;
  is_series_equal: boolean;
  is_liveness_repeated: boolean;
  failures_before: number;
  key_version: number;
  was_unreadable: boolean;
  own_shots: number[] | null;
  own_sealed: Uint8Array | null;
  second_shots: number[] | null;
  second_sealed: Uint8Array | null;
  record_state: string | null;
  was_not_in_room: boolean;
  /** Bytes of each probe, and all of them one after another; null without any. */
  probe_sizes: number[] | null;
  sealed_probes: Uint8Array | null;
  second_probe_sizes: number[] | null;
  second_sealed_probes: Uint8Array | null;
  outside_before: number;
  wrong_room_codes: number;
};

/** The row in the words of the rules. */
export function toFacts(row: FactsRow, schoolId: string): Facts {
  return {
    threshold: row.face_threshold,
    plainForm: row.plain_form,
    settings: row.settings,
    settingsVersion: row.settings_version,
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
            confirmedAt: row.key_confirmed_at,
            origin: row.key_origin,
          },
    template:
      row.template_id === null
        ? null
        : {
            id: row.template_id,
            state: row.template_state,
            isHeld: row.is_held,
            wrappedKey: row.wrapped_key,
            keyVersion: row.key_version,
            wasUnreadable: row.was_unreadable,
            shots: row.own_shots,
            sealed: row.own_sealed,
            secondShots: row.second_shots,
            secondSealed: row.second_sealed,
          },
    trials: {
      key: toTrial(row.key_failures, row.key_last_failure_at, row.key_off_at),
      unverified: toTrial(row.other_failures, row.other_last_failure_at, null),
    },
    twinIds: row.twin_ids,
    recordState: row.record_state,
    wasNotInRoom: row.was_not_in_room,
    probes: {
      first: toProbes(row.probe_sizes, row.sealed_probes),
      second: toProbes(row.second_probe_sizes, row.second_sealed_probes),
    },
    outsideBefore: row.outside_before,
    wrongRoomCodes: row.wrong_room_codes,
    history: {
      isDeviceShared: row.is_device_shared,
      isSeriesEqual: row.is_series_equal,
      isLivenessRepeated: row.is_liveness_repeated,
      earlierFixes: row.earlier_fixes.map(({ at_ms, ...fix }) => ({ ...fix, at: new Date(at_ms) })),
      failuresBefore: row.failures_before,
    },
  };
}

function toSession(row: FactsRow, id: string, schoolId: string): SessionFacts {
  return {
    id,
    schoolId,
    courseId: row.course_id,
    facesVersion: row.faces_version,
    startsAt: row.starts_at,
    plannedStartsAt: row.planned_starts_at,
    endsAt: row.ends_at,
    isActive: row.is_active,
    closedAt: row.closed_at,
    openedAt: row.opened_at,
    createdAt: row.session_created_at,
    graceMin: row.grace_min,
    place: row.latitude === null ? null : toGeofence(row, row.latitude),
    roomCodeShownAt: row.room_code_shown_at,
  };
}

function toGeofence({ longitude, radius_m, polygon, own_radius_m }: FactsRow, latitude: number): Geofence {
  return geofenceOf({ latitude, longitude, radiusM: radius_m, polygon }, own_radius_m);
}

function toChallenge(row: FactsRow, id: string): ChallengeFacts {
  return {
    id,
    sessionId: row.challenge_session_id,
    claimedKey: row.claimed_key,
    nonce: row.nonce,
    wasSessionActive: row.was_session_active,
    isRoomCodeOnly: row.room_code_only,
    livenessPlan: z.array(LivenessStep).parse(row.liveness_plan),
    isOffline: row.is_offline,
    issuedAt: row.issued_at,
    expiresAt: row.expires_at,
    usedAt: row.used_at,
  };
}

function toProbes(sizes: number[] | null, sealed: Uint8Array | null): Uint8Array[] {
  let start = 0;
  return (sizes ?? []).map((size) => {
    const one = sealed?.subarray(start, start + size) ?? new Uint8Array();
    start += size;
    return one;
  });
}

function toTrial(failures: number | null, lastFailureAt: Date, offAt: Date | null): FaceTrial | null {
  return failures === null ? null : { failures, lastFailureAt, offAt };
}
