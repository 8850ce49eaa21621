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
  isRoomCodeOnly: boolean;
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
  /** Somebody else of the school has presented something with this device today, in the school's zone. */
  isDeviceShared: boolean;
  /** Another student has sent the same series of fixes within a day. */
  isSeriesEqual: boolean;
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
  /** Sealed means of earlier accepted or pending attempts with this template. */
  probes: Uint8Array[];
  /** Attempts on this session that were refused for lying outside. */
  outsideBefore: number;
  wrongRoomCodes: number;
  history: RiskFacts;
};
