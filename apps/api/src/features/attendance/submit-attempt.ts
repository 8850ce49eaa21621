import { markText } from '@hadir/contract/device-keys.ts';
import { AttemptSettings } from '@hadir/contract/settings.ts';
import type { Tx } from '#db.ts';
import { activateDeviceKey } from '#features/enrolment/activate-device-key.ts';
import { decideDeviceKey } from '#features/enrolment/decide-device-key.ts';
import { decideRetry, type RetryDecision } from '#features/enrolment/decide-retry.ts';
import { hashOf, isSignedBy } from '#features/enrolment/device-signature.ts';
import { startFaceFloor } from '#features/enrolment/face-floor.ts';
import { readAttemptSettings } from '#features/school/read-attempt-settings.ts';
import type { Context } from '#http/context.ts';
import { isId } from '#http/id.ts';
import type { Client } from '#http/input.ts';
import { isLostRace } from '#http/lost-race.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { type Answer, acceptedWords, pauseWords, refusedWords } from './answer-words.ts';
import type { Facts, OfflineFacts } from './attempt-facts.ts';
import { awaitRoomCodeTurn } from './await-room-code-turn.ts';
import { type AttemptDecision, type AttemptFacts, decideAttempt, overrule } from './decide-attempt.ts';
import { decideLate } from './decide-late.ts';
import { decideSignature, type SignatureFacts } from './decide-signature.ts';
import { findRoomCode } from './find-room-code.ts';
import { type AttemptToKeep, type KeptOutcome, keepAttempt } from './keep-attempt.ts';
import { getFacesToCompare, sealProbes } from './known-faces.ts';
import { loadFacts } from './load-facts.ts';
import { type MarkClaim, readMark } from './read-mark.ts';
import { refusalWords } from './refusal-words.ts';

export type Submission = {
  person: SignedIn;
  client: Client;
  body: Record<string, unknown>;
  rawBody: Buffer;
  /** Of the browser that has scanned a room code; null for others. */
  receiptSecret: string | null;
  /** Of a mark that was made without network, whose signature has been seen to stand. */
  offline: OfflineFacts | null;
};

/** One attempt from claim to kept row: load, decide, write in one statement. */
export async function submitAttempt(context: Context, submission: Submission): Promise<Answer> {
  const floor = startFaceFloor();
  const answer = await retryOnce(context, async () => {
    const done = await takeTurn(context, submission);
    return answerAttempt(context.db, submission.person, done);
  });
  if (answer.kind === 'refused' && answer.body.code === 'face_not_accepted') await floor;
  return answer;
}

/** What the student is told of an attempt that was judged and kept. */
export async function answerAttempt(db: Tx, person: SignedIn, done: Kept | Paused): Promise<Answer> {
  if ('paused' in done) return pauseWords(done.paused);
  const { decision, facts, kept } = done;
  if (kept === 'accepted') return acceptedWords(decision.state, done.status);
  const refusal = decision.refusal;
  if (refusal === null) throw new Error('an attempt was neither accepted nor refused');
  // A copy may come when the class has been closed since.
  const mayBeCopy = refusal.code === 'challenge_invalid' || refusal.code === 'session_inactive';
  if (mayBeCopy && (await isMarkedAlready(db, person, facts, kept))) {
    return { kind: 'refused', body: refusalWords('already_marked') };
  }
  return refusedWords(decision, refusal.code);
}

export type Kept = { decision: AttemptDecision; status: 'present' | 'late'; facts: Facts; kept: KeptOutcome };

type Paused = { paused: Exclude<RetryDecision, { kind: 'may_try' }> };

/** Marks without a face are judged one after another, so that wrong codes are counted before the next is looked at. */
async function takeTurn(context: Context, submission: Submission): Promise<Kept | Paused> {
  const claim = readMark(submission.body);
  const { sessionId } = claim;
  if (claim.method !== 'room_code' || sessionId === null) return decideAndKeep(context, context.db, submission, claim);
  return context.db.$transaction(async (tx) => {
    await awaitRoomCodeTurn(tx, submission.person.id, sessionId);
    return decideAndKeep(context, tx, submission, claim);
  });
}

/** `db` may be a transaction of the caller's. */
export async function decideAndKeep(
  context: Context,
  db: Tx,
  submission: Submission,
  claim: MarkClaim,
): Promise<Kept | Paused> {
  const { person, client, rawBody, offline } = submission;
  const receivedAt = offline?.receivedAt ?? context.now();
  const now = offline?.capturedAt ?? receivedAt;
  const loaded = await loadFacts(db, person, claim, isId(client.deviceKey) ? client.deviceKey : null, now);
  const facts = offline === null ? loaded : atCapture(loaded, offline);
  const signature = {
    claim,
    facts,
    claimedKey: client.deviceKey ?? '',
    isSigned: offline !== null || isSigned(facts, client, rawBody),
    offline,
    now,
  };
  // Before anything is looked at, so that a pause tells nothing, and uses up nothing.
  const retry = mayPresent(person, signature, claim, receivedAt);
  if (retry.kind !== 'may_try') return { paused: retry };
  const input: AttemptFacts = {
    ...signature,
    role: person.role,
    claim,
    facts,
    settings: readSettings(context, person, facts),
    userAgent: client.userAgent,
    roomCode: await findRoomCode(context, db, submission.receiptSecret, claim, facts.session, now),
    faces: claim.method === 'face' ? await getFacesToCompare(context, person, facts) : { kind: 'unknown' },
  };
  const decision = decideAttempt(input);
  if (decision.mayConsume && facts.key?.state === 'pending')
    await activateByAge(context, db, person, client, facts.key, receivedAt);
  const sealedProbes =
    decision.refusal === null && decision.face && facts.template
      ? sealProbes(context, person, facts.template, decision.face)
      : null;
  const { roomCode } = input;
  const when = { now: receivedAt, capturedAt: offline?.capturedAt ?? null };
  const status = facts.session === null ? 'present' : decideLate(facts.session, now);
  const attempt: AttemptToKeep = { person, client, claim, facts, roomCode, decision, status, sealedProbes, ...when };
  const kept = await keepAttempt(db, attempt);
  if (kept === 'lost') return { decision: overrule(decision, 7), status, facts, kept };
  if (kept === 'spent') return { decision: overrule(decision, 11), status, facts, kept };
  if (kept === 'duplicate') return { decision: overrule(decision, 10), status, facts, kept };
  return { decision, status, facts, kept };
}

/** Before a capture without network nothing was asked, so what belongs to the try is as old as a challenge gets. */
const tryLastsMs = 90_000;

function atCapture(facts: Facts, { capturedAt }: OfflineFacts): Facts {
  const issuedAt = new Date(capturedAt.getTime() - tryLastsMs);
  return facts.challenge === null ? facts : { ...facts, challenge: { ...facts.challenge, issuedAt } };
}

/** The retry ladder: only for a face that would be compared. */
function mayPresent(
  person: SignedIn,
  signature: SignatureFacts & { facts: Facts },
  claim: MarkClaim,
  receivedAt: Date,
): RetryDecision {
  const { trials, template } = signature.facts;
  if (person.role !== 'student' || claim.method !== 'face' || template === null) return { kind: 'may_try' };
  const isVerified = decideSignature(signature).outcome === 'passed';
  return decideRetry(isVerified ? trials.key : trials.unverified, receivedAt);
}

function readSettings(context: Context, person: SignedIn, { settings }: Facts): AttemptSettings {
  const parsed = AttemptSettings.safeParse(settings);
  if (parsed.success) return parsed.data;
  context.log.error({ schoolId: person.schoolId, err: parsed.error }, 'the settings of a school cannot be read');
  return readAttemptSettings(settings);
}

function isSigned(facts: Facts, client: Client, rawBody: Buffer): boolean {
  const { challenge, key } = facts;
  if (challenge === null || key === null) return false;
  return isSignedBy(key.publicKey, markText(challenge.nonce, hashOf(rawBody)), client.signature);
}

async function activateByAge(
  context: Context,
  db: Tx,
  person: SignedIn,
  client: Client,
  key: NonNullable<Facts['key']>,
  now: Date,
): Promise<void> {
  if (decideDeviceKey(key, now) !== 'active') return;
  const activate = (tx: Tx) =>
    activateDeviceKey(tx, { id: key.id, personId: person.id }, { ...person, client }, 'age', now);
  await (db === context.db ? context.db.$transaction(activate) : activate(db));
}

/** A copy of a mark that was kept says so: the person has used this challenge and there is a record. */
async function isMarkedAlready(db: Tx, person: SignedIn, facts: Facts, kept: KeptOutcome): Promise<boolean> {
  const { session, challenge } = facts;
  if (session === null || challenge === null || challenge.sessionId !== session.id) return false;
  if (kept !== 'lost' && challenge.usedAt === null) return false;
  const record = await db.attendanceRecord.findUnique({
    where: { sessionId_studentId: { sessionId: session.id, studentId: person.id } },
    select: { state: true },
  });
  return record !== null && record.state !== 'rejected';
}

/** A session or person deleted between reading and writing: the second reading sees it. */
export async function retryOnce<T>(context: Context, attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (cause) {
    if (!isLostRace(cause)) throw cause;
    context.log.warn({ err: cause }, 'an attempt is tried again');
    return attempt();
  }
}
