import type { CheckResult, RiskItem } from '@hadir/contract/attempts.ts';
import type { LivenessStep } from '@hadir/contract/liveness.ts';
import type { Role } from '@hadir/contract/permissions.ts';
import type { ReviewReason } from '@hadir/contract/reasons.ts';
import type { AttemptSettings } from '@hadir/contract/settings.ts';
import { unverifiedBucket } from '#features/enrolment/decide-retry.ts';
import { faceModelCard } from '#features/enrolment/face-model-card.ts';
import type { Facts } from './attempt-facts.ts';
import { isOlderClient, minClientVersion } from './decide-client.ts';
import type { FaceVerdict } from './decide-face.ts';
import { decideLiveness } from './decide-liveness.ts';
import { decideOutcome, type Standing } from './decide-outcome.ts';
import { decideRisk } from './decide-risk.ts';
import { judgeRoomCodeStanding, type RoomCodeGiven } from './decide-room-code.ts';
import { isSessionActive, wasSessionOpen } from './decide-session.ts';
import { decideChallenge, decideSignature, type SignatureFacts } from './decide-signature.ts';
import { judgePosition } from './judge-position.ts';
import { type ComparedFaces, judgePresented } from './judge-presented.ts';
import { checkOrder, failed, forReview, type Judged, notRun, passed, type RefusalReason } from './judged-check.ts';
import type { MarkClaim } from './read-mark.ts';
import type { PositionClaim } from './read-position.ts';

export type AttemptFacts = SignatureFacts & {
  role: Role;
  claim: MarkClaim;
  facts: Facts;
  settings: AttemptSettings;
  userAgent: string | null;
  roomCode: RoomCodeGiven;
  faces: ComparedFaces;
};

export type AttemptDecision = Standing & {
  /** In the order of the protocol's table. */
  checks: readonly Judged[];
  /** Null: accepted, as `state` says. */
  refusal: RefusalReason | null;
  /** Everything that was seen, also what gives no points. */
  risk: readonly RiskItem[];
  /** Of the fixes that counted. */
  position: PositionClaim;
  /** What becomes of the retry ladder, and in which bucket; null leaves it alone. */
  trial: { bucket: string; end: 'failure' | 'accepted' } | null;
  /** The challenge may be used up: everything that names it was in order. */
  mayConsume: boolean;
  face: FaceVerdict | null;
};

/** Facts in, outcome out. Every check that can run is run; the first that fails is the reason. */
export function decideAttempt(input: AttemptFacts): AttemptDecision {
  const { claim, facts } = input;
  const refused = { state: 'confirmed', reviews: [], points: 0, risk: [], trial: null, face: null } as const;
  if (input.role !== 'student') {
    const role = failed(2, { reason: 'Not a student', code: 'not_a_student' }, { role: input.role });
    const rest = checkOrder.filter((check) => check !== 2).map((check) => notRun(check, 'not_a_student'));
    const { position } = claim;
    return { ...refused, checks: [role, ...rest], refusal: role.refusal, position, mayConsume: false };
  }
  const challenge = decideChallenge(input);
  const signature = decideSignature(input);
  const { presented, match, face } = judgePresented(input);
  const { claim: fixes, judged: position, isFlagged } = judgePosition(input);
  const askedAt = facts.challenge?.issuedAt ?? null;
  const liveness = decideLiveness({
    plan: planOf(input),
    claim: claim.liveness,
    frames: claim.frames,
    challengeAge: askedAt && input.now.getTime() - askedAt.getTime(),
    isRepeated: facts.history.isLivenessRepeated,
  });
  const checks = [
    passed(2),
    judgeClient(input),
    judgeRegistered(input),
    facts.session ? passed(4) : failed(4, { reason: 'Session not found', code: 'session_not_found' }),
    judgeEnrolled(facts),
    judgeSession(input),
    challenge,
    signature,
    position,
    judgeNotMarked(facts),
    // It stands beside what was presented, and fails nothing.
    claim.method === 'face' ? { ...presented, detail: { ...presented.detail, liveness: liveness.kind } } : presented,
    match,
  ];
  const risk = decideRisk(
    {
      claim,
      userAgent: input.userAgent,
      position: fixes,
      judgedPosition: position,
      key: facts.key,
      history: facts.history,
      isRoomCodeMissing: isRoomCodeMissing(input),
      margin: face && Number.isFinite(face.margin) ? face.margin : null,
      rankMargin: faceModelCard.rankMargin,
      liveness,
      isPassiveWanted: input.settings.liveness.passive === 'on',
      askedAt,
      now: input.now,
    },
    input.settings.weights,
  );
  const refusal = firstRefusal(checks);
  return {
    ...decideOutcome(floorsOf(input, position, face), risk, isFlagged, input.settings),
    checks,
    refusal,
    risk,
    position: fixes,
    trial: decideTrial(input, { challenge, signature, presented, match }, refusal),
    mayConsume: challenge.outcome === 'passed' && signature.outcome === 'passed',
    face,
  };
}

const overruled = {
  7: { reason: 'Challenge invalid', code: 'challenge_invalid' },
  10: { reason: 'Duplicate mark', code: 'already_marked' },
  11: { reason: 'Room code invalid', code: 'room_code_invalid' },
} as const satisfies Record<number, RefusalReason>;

/** What becomes of a decision when the database says no at the end: `check` fails after all. */
export function overrule(decision: AttemptDecision, check: 7 | 10 | 11): AttemptDecision & { refusal: RefusalReason } {
  const refusal = overruled[check];
  const checks = decision.checks.map((judged) =>
    judged.check === check ? failed(check, refusal, { why: 'another_was_first' }) : judged,
  );
  return { ...decision, checks, refusal: firstRefusal(checks) ?? refusal };
}

const firstRefusal = (checks: readonly Judged[]) => checks.find((judged) => judged.refusal !== null)?.refusal ?? null;

/** One that was made without network is as old as that, and its phone cannot make it anew. */
function judgeClient({ claim, offline }: Pick<AttemptFacts, 'claim' | 'offline'>): Judged {
  const detail = { version: claim.clientVersion, least: minClientVersion };
  // The plain form says nothing of its client; a signed mark that does not is older than the rule.
  const isSilent = claim.form === 'signed' && !claim.clientVersion;
  const isOld = offline === null && isOlderClient(claim.clientVersion);
  return !claim.isClientReadable || isSilent || isOld
    ? failed(0, { reason: 'Client too old', code: 'client_too_old' }, detail)
    : passed(0, detail);
}

function judgeRegistered({ claim, facts, faces }: AttemptFacts): Judged {
  if (claim.method === 'room_code') return notRun(3, 'room_code');
  const refusal = { reason: 'Face not registered', code: 'face_not_registered' } as const;
  if (facts.template === null) return failed(3, refusal);
  // No fault of the face that was shown: the way out is to enrol anew.
  if (faces.kind === 'unreadable') return failed(3, refusal, { why: 'template_unreadable' });
  return facts.template.state === 'provisional' ? forReview(3, { state: 'provisional' }) : passed(3);
}

/** A copy of a try, and one that failed check 7 otherwise, tells nothing and counts for nothing. */
function decideTrial(
  { claim, facts, faces }: AttemptFacts,
  { challenge, signature, presented, match }: Record<'challenge' | 'signature' | 'presented' | 'match', Judged>,
  refusal: RefusalReason | null,
): AttemptDecision['trial'] {
  if (claim.method !== 'face' || facts.template === null || faces.kind === 'unreadable') return null;
  const isVerified = signature.outcome === 'passed';
  if (challenge.outcome === 'failed' && signature.outcome !== 'failed') return null;
  const bucket = isVerified && facts.key ? facts.key.id : unverifiedBucket;
  if (presented.outcome === 'failed' || match.outcome === 'failed') return { bucket, end: 'failure' };
  return refusal === null ? { bucket, end: 'accepted' } : null;
}

/**
 * Steps asked of the phone; without a challenge nobody knows which, only whether the school asks for any. A ticket is
 * days old: a school that has ceased to ask since is owed nothing by it.
 */
function planOf({ facts, settings, offline }: AttemptFacts): readonly LivenessStep[] | null {
  const isWanted = settings.liveness.plan === 'on';
  if (facts.challenge !== null && (isWanted || offline === null)) return facts.challenge.livenessPlan;
  return isWanted ? null : [];
}

/** Only when it stood on the screen before this phone was told what to bring. */
function isRoomCodeMissing(input: AttemptFacts): boolean {
  // A phone without network is told nothing.
  if (input.offline !== null) return false;
  const { session, challenge } = input.facts;
  if (!session?.roomCodeShownAt || challenge === null || session.roomCodeShownAt > challenge.issuedAt) return false;
  return judgeRoomCodeStanding(input.roomCode, input.facts.wrongRoomCodes) !== 'right';
}

function judgeEnrolled(facts: Facts): Judged {
  if (facts.session === null) return notRun(5, 'no_session');
  return facts.isEnrolled ? passed(5) : failed(5, { reason: 'Not enrolled', code: 'not_enrolled' });
}

function judgeSession({ facts, offline, now }: AttemptFacts): Judged {
  if (facts.session === null) return notRun(6, 'no_session');
  if (offline !== null) {
    return wasSessionOpen(facts.session, offline.capturedAt)
      ? passed(6)
      : failed(6, { reason: 'Session inactive', code: 'session_inactive' });
  }
  return isSessionActive(facts.session, facts.challenge, now)
    ? passed(6)
    : failed(6, { reason: 'Session inactive', code: 'session_inactive' });
}

function judgeNotMarked(facts: Facts): Judged {
  if (facts.session === null) return notRun(10, 'no_session');
  return facts.recordState === null || facts.recordState === 'rejected'
    ? passed(10)
    : failed(10, { reason: 'Duplicate mark', code: 'already_marked' }, { state: facts.recordState });
}

/** With any of these a person has to look. */
function floorsOf({ claim, facts, offline }: AttemptFacts, position: Judged, face: FaceVerdict | null): ReviewReason[] {
  const floors: ReviewReason[] = [...(face?.reviews ?? [])];
  if (claim.method === 'face' && facts.template?.state === 'provisional') floors.push('provisional_face');
  if (claim.method === 'face' && facts.template?.isHeld) floors.push('held_face');
  if (position.outcome === 'review') floors.push('position_between');
  if (facts.wasNotInRoom) floors.push('rejected_before');
  if (claim.form === 'plain') floors.push('plain_form');
  if (claim.method === 'room_code') floors.push('room_code');
  if (offline !== null) floors.push('offline_mark', ...offline.reviews);
  return floors;
}

/** What of the checks is kept. */
export function toResults(checks: readonly Judged[]): CheckResult[] {
  return checks.map(({ check, name, outcome, detail }) => ({ check, name, outcome, detail }));
}
