import type { LivenessStep } from '@hadir/contract/liveness.ts';
import type { FaceTrial } from '#features/enrolment/decide-retry.ts';
import type { SealedShots } from '#features/enrolment/open-faces.ts';
import type { EarlierFix } from './decide-speed.ts';
import type { Geofence } from './measure-geofence.ts';

export type SessionFacts = {
  id: string;
  schoolId: string;
  courseId: string;
  facesVersion: number;
  startsAt: Date;
  plannedStartsAt: Date | null;
  endsAt: Date;
  isActive: boolean;
  closedAt: Date | null;
  openedAt: Date | null;
  createdAt: Date;
  /** Of the course; see `decideLate`. */
  graceMin: number;
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
  isRoomCodeOnly: boolean;
  /** A ticket for one mark without network. */
  isOffline: boolean;
  /** See `chooseLivenessPlan`. */
  livenessPlan: readonly LivenessStep[];
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
  /** Since when nobody doubts whose phone it is. */
  confirmedAt: Date | null;
  origin: 'first' | 'further' | 'evicted';
};

/** A mark that a phone made without network and sent later. */
export type OfflineFacts = {
  /** On our clock, as far as it is borne out; checks judge by this moment. */
  capturedAt: Date;
  receivedAt: Date;
  /** Why ticket, chain or time do not stand; null when they do. */
  fault: OfflineFault | null;
  /** What a person has to know of how it came. */
  reviews: readonly ('clock_changed' | 'chain_restarted')[];
};

export type OfflineFault =
  | 'malformed_ticket'
  | 'unknown_ticket'
  | 'other_person'
  | 'other_key'
  | 'sent_too_late'
  | 'chain_broken'
  | 'future_capture'
  | 'before_ticket'
  | 'before_previous';

type TemplateFacts = {
  id: string;
  state: 'provisional' | 'confirmed';
  /** Only an admin may decide about it. */
  isHeld: boolean;
  wrappedKey: Uint8Array;
  keyVersion: number;
  /** It did not open when it was last looked at. */
  wasUnreadable: boolean;
} & SealedShots;

/** What went before this attempt. */
export type RiskFacts = {
  /** Somebody else of the school has presented something with this device on that day, in the school's zone. */
  isDeviceShared: boolean;
  /** Another student has sent the same series of fixes within a day. */
  isSeriesEqual: boolean;
  /** An earlier attempt of the school, whoever's, came with the same liveness steps to the millisecond. */
  isLivenessRepeated: boolean;
  /** Of a day, accepted or not, those that know where they are. */
  earlierFixes: readonly EarlierFix[];
  /** Refused attempts by the same method on this session. */
  failuresBefore: number;
};

/** What the database knows about one attempt. Challenge, key and template are the person's own or null. */
export type Facts = {
  threshold: number;
  plainForm: 'refuse' | 'review';
  /** As stored; `readAttemptSettings` makes sense of it. */
  settings: unknown;
  settingsVersion: number;
  session: SessionFacts | null;
  isEnrolled: boolean;
  challenge: ChallengeFacts | null;
  key: KeyFacts | null;
  template: TemplateFacts | null;
  /** Failures of a presented face, by what signed: this key, or nothing that stood. */
  trials: { key: FaceTrial | null; unverified: FaceTrial | null };
  /** People an admin knows to look like this one. */
  twinIds: readonly string[];
  recordState: string | null;
  /** Staff have looked for this person in this session, and the last word was no. */
  wasNotInRoom: boolean;
  /** Sealed means of earlier accepted or pending attempts with this template, by recogniser. */
  probes: { first: Uint8Array[]; second: Uint8Array[] };
  /** Attempts on this session that were refused for lying outside. */
  outsideBefore: number;
  wrongRoomCodes: number;
  history: RiskFacts;
};
