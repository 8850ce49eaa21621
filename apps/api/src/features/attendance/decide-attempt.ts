import type { CheckResult } from '@hadir/contract/attempts.ts';
import type { ReviewReason } from '@hadir/contract/sessions.ts';
import type { Role } from '@hadir/contract/sign-in.ts';
import { decideDeviceKey } from '#features/enrolment/decide-device-key.ts';
import type { FacesToCompare } from '#features/enrolment/measure-face.ts';
import { isOlderClient, minClientVersion } from './decide-client.ts';
import { decidePresented, type FaceVerdict, matchFace } from './decide-face.ts';
import { decidePosition } from './decide-position.ts';
import { decideRoomCode, type RoomCodeGiven } from './decide-room-code.ts';
import { isSessionActive } from './decide-session.ts';
import { checkOrder, failed, forReview, type Judged, notRun, passed, type RefusalReason } from './judged-check.ts';
import type { Facts } from './load-facts.ts';
import type { MarkClaim } from './read-mark.ts';

export type AttemptFacts = {
  role: Role;
  claim: MarkClaim;
  facts: Facts;
  /** What `X-Device-Key` said, or ''. */
  claimedKey: string;
  /** The signature stands under the challenge's nonce and this very body. */
  isSigned: boolean;
  roomCode: RoomCodeGiven;
  faces: { kind: 'unknown' } | { kind: 'unreadable' } | ({ kind: 'known' } & FacesToCompare);
  now: Date;
};

export type AttemptDecision = {
  /** In the order of the protocol's table. */
  checks: readonly Judged[];
  /** Null: accepted, as `state` says. */
  refusal: RefusalReason | null;
  state: 'confirmed' | 'pending';
  reviews: readonly ReviewReason[];
  /** The challenge may be used up: everything that names it was in order. */
  mayConsume: boolean;
  face: FaceVerdict | null;
};

/** Facts in, outcome out. Every check that can run is run; the first that fails is the reason. */
export function decideAttempt(input: AttemptFacts): AttemptDecision {
  const { claim, facts } = input;
  if (input.role !== 'student') {
    const role = failed(2, { reason: 'Not a student', code: 'not_a_student' }, { role: input.role });
    const rest = checkOrder.filter((check) => check !== 2).map((check) => notRun(check, 'not_a_student'));
    return {
      checks: [role, ...rest],
      refusal: role.refusal,
      state: 'confirmed',
      reviews: [],
      mayConsume: false,
      face: null,
    };
  }
  const challenge = judgeChallenge(input);
  const deviceKey = judgeDeviceKey(input);
  const { presented, match, face } = judgePresented(input);
  const position = facts.session
    ? decidePosition(claim.position, facts.session.place, facts.betweenBefore)
    : notRun(9, 'no_session');
  const checks = [
    passed(2),
    judgeClient(claim),
    judgeRegistered(input),
    facts.session ? passed(4) : failed(4, { reason: 'Session not found', code: 'session_not_found' }),
    judgeEnrolled(facts),
    judgeSession(input),
    challenge,
    deviceKey,
    position,
    judgeNotMarked(facts),
    presented,
    match,
  ];
  const reviews = reviewsOf(input, position, face);
  return {
    checks,
    refusal: firstRefusal(checks),
    state: reviews.length > 0 ? 'pending' : 'confirmed',
    reviews,
    mayConsume: challenge.outcome === 'passed' && deviceKey.outcome === 'passed',
    face,
  };
}

/** What becomes of a decision when the database says no at the end: `check` fails after all. */
export function overrule(decision: AttemptDecision, check: 7 | 10): AttemptDecision & { refusal: RefusalReason } {
  const refusal: RefusalReason =
    check === 7
      ? { reason: 'Challenge invalid', code: 'challenge_invalid' }
      : { reason: 'Duplicate mark', code: 'already_marked' };
  const checks = decision.checks.map((judged) =>
    judged.check === check ? failed(check, refusal, { why: 'another_was_first' }) : judged,
  );
  return { ...decision, checks, refusal: firstRefusal(checks) ?? refusal };
}

const firstRefusal = (checks: readonly Judged[]) => checks.find((judged) => judged.refusal !== null)?.refusal ?? null;

function judgeClient(claim: MarkClaim): Judged {
  const detail = { version: claim.clientVersion, least: minClientVersion };
  return !claim.isClientReadable || isOlderClient(claim.clientVersion)
    ? failed(0, { reason: 'Client too old', code: 'client_too_old' }, detail)
    : passed(0, detail);
}

function judgeRegistered({ claim, facts }: AttemptFacts): Judged {
  if (claim.method === 'room_code') return notRun(3, 'room_code');
  if (facts.template === null) return failed(3, { reason: 'Face not registered', code: 'face_not_registered' });
  return facts.template.state === 'provisional' ? forReview(3, { state: 'provisional' }) : passed(3);
}

function judgeEnrolled(facts: Facts): Judged {
  if (facts.session === null) return notRun(5, 'no_session');
  return facts.isEnrolled ? passed(5) : failed(5, { reason: 'Not enrolled', code: 'not_enrolled' });
}

function judgeSession({ facts, now }: AttemptFacts): Judged {
  if (facts.session === null) return notRun(6, 'no_session');
  return isSessionActive(facts.session, facts.challenge, now)
    ? passed(6)
    : failed(6, { reason: 'Session inactive', code: 'session_inactive' });
}

function judgeChallenge({ claim, facts, claimedKey, now }: AttemptFacts): Judged {
  const no = (why: string) => failed(7, { reason: 'Challenge invalid', code: 'challenge_invalid' }, { why });
  if (claim.form === 'plain') return facts.plainForm === 'review' ? notRun(7, 'plain_form') : no('plain_form');
  const { challenge } = facts;
  if (challenge === null) return no('unknown');
  if (challenge.sessionId !== facts.session?.id) return no('other_session');
  if (challenge.claimedKey !== claimedKey) return no('other_key');
  if (challenge.usedAt !== null) return no('used');
  return challenge.expiresAt > now ? passed(7) : no('expired');
}

function judgeDeviceKey({ claim, facts, isSigned, now }: AttemptFacts): Judged {
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

function judgeNotMarked(facts: Facts): Judged {
  if (facts.session === null) return notRun(10, 'no_session');
  return facts.recordState === null || facts.recordState === 'rejected'
    ? passed(10)
    : failed(10, { reason: 'Duplicate mark', code: 'already_marked' }, { state: facts.recordState });
}

type PresentedVerdict = { presented: Judged; match: Judged; face: FaceVerdict | null };

function judgePresented(input: AttemptFacts): PresentedVerdict {
  const { claim, facts, faces } = input;
  const without = (presented: Judged, why: string) => ({ presented, match: notRun(12, why), face: null });
  if (claim.method === 'room_code') {
    return without(decideRoomCode(input.roomCode, facts.wrongRoomCodes, claim, facts.session), 'room_code');
  }
  if (!claim.isMethodReadable || !claim.isEvidenceReadable) {
    const refusal = { reason: 'No face', code: 'face_not_accepted' } as const;
    return without(failed(11, refusal, { why: 'malformed_field' }), 'nothing_presented');
  }
  const { judged, frames } = decidePresented(claim.descriptors, claim.frameCount, claim.form);
  if (frames === null) return without(judged, 'nothing_presented');
  if (faces.kind === 'unreadable') {
    const refusal = { reason: 'Face mismatch', code: 'face_not_accepted' } as const;
    return { presented: judged, match: failed(12, refusal, { why: 'template_unreadable' }), face: null };
  }
  if (faces.kind === 'unknown') return without(judged, 'nothing_to_compare');
  const face = matchFace(frames, faces, facts.threshold, claim.form);
  return { presented: judged, match: face.judged, face };
}

/** Floors: with any of these a person has to look. */
function reviewsOf({ claim, facts }: AttemptFacts, position: Judged, face: FaceVerdict | null): ReviewReason[] {
  const reviews: ReviewReason[] = [...(face?.reviews ?? [])];
  if (claim.method === 'face' && facts.template?.state === 'provisional') reviews.push('provisional_face');
  if (position.outcome === 'review') reviews.push('position_between');
  if (claim.form === 'plain') reviews.push('plain_form');
  if (claim.method === 'room_code') reviews.push('room_code');
  return reviews;
}

/** What of the checks is kept. */
export function toResults(checks: readonly Judged[]): CheckResult[] {
  return checks.map(({ check, name, outcome, detail }) => ({ check, name, outcome, detail }));
}
