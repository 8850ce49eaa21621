import { SEND_HOURS } from '@hadir/contract/offline.ts';
import { decideDeviceKey } from '#features/enrolment/decide-device-key.ts';
import type { Facts, OfflineFacts } from './attempt-facts.ts';
import { failed, type Judged, notRun, passed } from './judged-check.ts';
import type { MarkClaim } from './read-mark.ts';

export type SignatureFacts = {
  claim: Pick<MarkClaim, 'form' | 'method' | 'deviceHash'>;
  facts: Pick<Facts, 'challenge' | 'session' | 'key' | 'plainForm'>;
  /** What `X-Device-Key` said, or ''. */
  claimedKey: string;
  /** The signature stands under the challenge's nonce and this very body. */
  isSigned: boolean;
  /** Null for a mark that comes at once. */
  offline: OfflineFacts | null;
  now: Date;
};

/** Check 7: of this person, session and key, unused and not expired. */
export function decideChallenge({ claim, facts, claimedKey, offline, now }: SignatureFacts): Judged {
  const no = (why: string) => failed(7, { reason: 'Challenge invalid', code: 'challenge_invalid' }, { why });
  if (claim.form === 'plain') return facts.plainForm === 'review' ? notRun(7, 'plain_form') : no('plain_form');
  const { challenge } = facts;
  if (offline?.fault === 'chain_broken') {
    return failed(7, { reason: 'Challenge invalid', code: 'chain_broken' }, { why: offline.fault });
  }
  if (offline?.fault) return no(offline.fault);
  if (challenge === null || challenge.isOffline !== (offline !== null)) return no('unknown');
  const { session } = facts;
  if (session === null || challenge.sessionId !== session.id) return no('other_session');
  if (challenge.claimedKey !== claimedKey) return no('other_key');
  if (challenge.usedAt !== null) return no('used');
  if (challenge.isRoomCodeOnly && claim.method !== 'room_code') return no('other_method');
  if (offline === null) return challenge.expiresAt > now ? passed(7) : no('expired');
  // By the class as it was held in the end: its ticket may be of before it was moved.
  const sendUntil = session.endsAt.getTime() + SEND_HOURS * 3_600_000;
  return offline.receivedAt.getTime() < sendUntil ? passed(7) : no('sent_too_late');
}

/** Check 8. */
export function decideSignature({ claim, facts, isSigned, now }: SignatureFacts): Judged {
  const no = (why: string) => failed(8, { reason: 'Device not recognised', code: 'device_not_recognised' }, { why });
  if (claim.deviceHash === null) return no('malformed_device_id');
  if (claim.form === 'plain') return notRun(8, 'plain_form');
  if (facts.key === null) return no('unknown_key');
  const state = decideDeviceKey(facts.key, now);
  if (state !== 'active') return no(`${state}_key`);
  if (facts.challenge === null) return notRun(8, 'no_challenge');
  if (!isSigned) return no('signature');
  return passed(8, { is_known_device: facts.key.deviceHash === claim.deviceHash });
}
