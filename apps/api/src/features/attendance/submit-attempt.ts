import { setTimeout as wait } from 'node:timers/promises';
import type { MarkAccepted, MarkRefused } from '@hadir/contract/attendance.ts';
import { markText } from '@hadir/contract/device-keys.ts';
import { activateDeviceKey } from '#features/enrolment/activate-device-key.ts';
import { decideDeviceKey } from '#features/enrolment/decide-device-key.ts';
import { hashOf, isSignedBy } from '#features/enrolment/device-signature.ts';
import type { Context } from '#http/context.ts';
import { isId } from '#http/id.ts';
import type { Client } from '#http/input.ts';
import { isLostRace } from '#http/lost-race.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { type AttemptDecision, type AttemptFacts, decideAttempt, overrule } from './decide-attempt.ts';
import type { RoomCodeGiven } from './decide-room-code.ts';
import { type AttemptToKeep, type KeptOutcome, keepAttempt } from './keep-attempt.ts';
import { getFacesToCompare, sealProbe } from './known-faces.ts';
import { type Facts, loadFacts } from './load-facts.ts';
import { type MarkClaim, readMark } from './read-mark.ts';
import { distanceWords, refusalWords, tooManyRoomCodes } from './refusal-words.ts';
import { matchRoomCode } from './room-code.ts';

/** A refused face is answered no sooner, so that the time does not tell which rule it failed. */
const faceFloorMs = 400;

export type Submission = { person: SignedIn; client: Client; body: Record<string, unknown>; rawBody: Buffer };

/** One attempt from claim to kept row: load, decide, write in one statement. */
export async function submitAttempt(
  context: Context,
  submission: Submission,
): Promise<{ kind: 'accepted'; body: MarkAccepted } | { kind: 'refused'; body: MarkRefused }> {
  const floor = wait(faceFloorMs, undefined, { ref: false });
  const { decision, facts, kept } = await retryOnce(context, () => decideAndKeep(context, submission));
  if (kept === 'accepted') return { kind: 'accepted', body: acceptedWords(decision.state) };
  const refusal = decision.refusal;
  if (refusal === null) throw new Error('an attempt was neither accepted nor refused');
  if (refusal.code === 'face_not_accepted') await floor;
  // A copy may come when the class has been closed since.
  const mayBeCopy = refusal.code === 'challenge_invalid' || refusal.code === 'session_inactive';
  if (mayBeCopy && (await isMarkedAlready(context, submission.person, facts, kept))) {
    return { kind: 'refused', body: refusalWords('already_marked') };
  }
  return { kind: 'refused', body: refusalBody(decision, refusal.code) };
}

type Kept = { decision: AttemptDecision; facts: Facts; kept: KeptOutcome };

async function decideAndKeep(context: Context, { person, client, body, rawBody }: Submission): Promise<Kept> {
  const now = context.now();
  const claim = readMark(body);
  const facts = await loadFacts(context.db, person, claim, isId(client.deviceKey) ? client.deviceKey : null, now);
  const input: AttemptFacts = {
    role: person.role,
    claim,
    facts,
    claimedKey: client.deviceKey ?? '',
    isSigned: isSigned(facts, client, rawBody),
    roomCode: readRoomCode(context, claim, facts, now),
    faces: claim.method === 'face' ? await getFacesToCompare(context, person, facts) : { kind: 'unknown' },
    now,
  };
  const decision = decideAttempt(input);
  if (decision.mayConsume && facts.key?.state === 'pending')
    await activateByAge(context, person, client, facts.key, now);
  const sealedProbe =
    decision.refusal === null && decision.face && facts.template
      ? sealProbe(context, person, facts.template.wrappedKey, decision.face.probe)
      : null;
  const attempt: AttemptToKeep = { person, client, claim, facts, decision, sealedProbe, now };
  const kept = await keepAttempt(context.db, attempt);
  if (kept === 'lost') return { decision: overrule(decision, 7), facts, kept };
  if (kept === 'duplicate') return { decision: overrule(decision, 10), facts, kept };
  return { decision, facts, kept };
}

function readRoomCode(context: Context, claim: MarkClaim, { session }: Facts, now: Date): RoomCodeGiven {
  if (claim.roomCode === undefined || session === null) return { kind: 'none' };
  const isRight = matchRoomCode(context.masterKey, session, claim.roomCode, now);
  return { kind: isRight ? 'right' : 'wrong', by: 'code' };
}

function isSigned(facts: Facts, client: Client, rawBody: Buffer): boolean {
  const { challenge, key } = facts;
  if (challenge === null || key === null) return false;
  return isSignedBy(key.publicKey, markText(challenge.nonce, hashOf(rawBody)), client.signature);
}

async function activateByAge(
  context: Context,
  person: SignedIn,
  client: Client,
  key: NonNullable<Facts['key']>,
  now: Date,
): Promise<void> {
  if (decideDeviceKey(key, now) !== 'active') return;
  await context.db.$transaction((tx) =>
    activateDeviceKey(tx, { id: key.id, personId: person.id }, { ...person, client }, now),
  );
}

/** A copy of a mark that was kept says so: the person has used this challenge and there is a record. */
async function isMarkedAlready(context: Context, person: SignedIn, facts: Facts, kept: KeptOutcome): Promise<boolean> {
  const { session, challenge } = facts;
  if (session === null || challenge === null || challenge.sessionId !== session.id) return false;
  if (kept !== 'lost' && challenge.usedAt === null) return false;
  const record = await context.db.attendanceRecord.findUnique({
    where: { sessionId_studentId: { sessionId: session.id, studentId: person.id } },
    select: { state: true },
  });
  return record !== null && record.state !== 'rejected';
}

function acceptedWords(state: AttemptDecision['state']): MarkAccepted {
  return state === 'pending'
    ? { success: true, status: 'present', state: 'pending', message: 'Received. Your teacher will confirm it.' }
    : { success: true, status: 'present', state: 'present', message: 'You are marked present.' };
}

function refusalBody(decision: AttemptDecision, code: NonNullable<AttemptDecision['refusal']>['code']): MarkRefused {
  if (
    code === 'room_code_invalid' &&
    decision.checks.find((judged) => judged.check === 11)?.detail.why === 'too_many'
  ) {
    return refusalWords(code, tooManyRoomCodes);
  }
  if (code !== 'outside_campus') return refusalWords(code);
  const { zone, beyond_m } = decision.checks.find((judged) => judged.check === 9)?.detail ?? {};
  const beyond = zone === 'outside' ? Number(beyond_m) : null;
  return refusalWords(code, { message: distanceWords(beyond) });
}

/** A session or person deleted between reading and writing: the second reading sees it. */
async function retryOnce<T>(context: Context, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (cause) {
    if (!isLostRace(cause)) throw cause;
    context.log.warn({ err: cause }, 'an attempt is tried again');
    return attempt();
  }
}
