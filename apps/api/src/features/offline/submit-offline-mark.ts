import { MarkAccepted, MarkRefused } from '@hadir/contract/attendance.ts';
import { OfflineClaim } from '@hadir/contract/offline.ts';
import { z } from 'zod';
import type { Tx } from '#db.ts';
import { type Answer, acceptedWords } from '#features/attendance/answer-words.ts';
import type { OfflineFacts } from '#features/attendance/attempt-facts.ts';
import { awaitRoomCodeTurn } from '#features/attendance/await-room-code-turn.ts';
import { readMark } from '#features/attendance/read-mark.ts';
import { refusalWords } from '#features/attendance/refusal-words.ts';
import { answerAttempt, decideAndKeep, retryOnce, type Submission } from '#features/attendance/submit-attempt.ts';
import { hashOf } from '#features/enrolment/device-signature.ts';
import { startFaceFloor } from '#features/enrolment/face-floor.ts';
import { oneAtATime } from '#features/enrolment/one-at-a-time.ts';
import type { Context } from '#http/context.ts';
import { isId } from '#http/id.ts';
import type { Client } from '#http/input.ts';
import { uuidV7 } from '#http/uuid-v7.ts';
import { mayStillOpen } from './decide-waiting.ts';
import { findSigner, type Signer } from './find-signer.ts';
import { judgeRecord } from './judge-record.ts';
import { keepUnbelieved } from './keep-unbelieved.ts';
import { moveFixes } from './move-fixes.ts';
import { lockChain } from './open-chain.ts';

type Sent = {
  client: Client;
  body: Record<string, unknown>;
  rawBody: Buffer;
  /** See `CaptureFacts`. */
  sentWallMs: number | null;
  /** Told whose it was, once it was judged. */
  onJudged?: (person: Signer['person']) => void;
};

const KeptAnswer = z.union([MarkAccepted, MarkRefused]);

/** A class whose network comes back sends at once; each record holds a connection, so no more than these. */
const lanes = 4;

/**
 * One record of a phone's chain, from claim to kept row. Its key's signature is all that says who speaks: without one
 * that stands nothing of it is believed. What was answered for good is answered the same again, or as staff have decided
 * since.
 */
export async function submitOfflineMark(context: Context, sent: Sent): Promise<Answer> {
  const { client, body, rawBody } = sent;
  const refused: Answer = { kind: 'refused', body: refusalWords('device_not_recognised') };
  const signer = await findSigner(context.db, client, rawBody);
  if (signer === null) return refused;
  if (!signer.isSigned || !signer.isActive) {
    await keepUnbelieved(context, signer, client, body);
    return refused;
  }
  const bodyHash = hashOf(rawBody);
  const lane = Number.parseInt(signer.key.id.slice(-2), 16) % lanes;
  const { answer, floor } = await oneAtATime(`offline|${lane}`, async () => {
    // From its turn on: the time in the queue says nothing of this mark.
    const floor = startFaceFloor();
    const answer = await retryOnce(context, () =>
      context.db.$transaction((tx) => judgeInTurn(context, tx, signer, { ...sent, bodyHash }), { timeout: 20_000 }),
    );
    // In an object, so that the turn of the next one does not wait for it.
    return { answer, floor };
  });
  sent.onJudged?.(signer.person);
  if (answer.kind === 'refused' && answer.body.code === 'face_not_accepted') await floor;
  return answer;
}

async function judgeInTurn(
  context: Context,
  tx: Tx,
  { person, key }: Signer,
  { client, body, rawBody, sentWallMs, bodyHash }: Sent & { bodyHash: string },
): Promise<Answer> {
  await lockChain(tx, key.id);
  const before = await tx.offlineMark.findUnique({ where: { keyId_bodyHash: { keyId: key.id, bodyHash } } });
  const mark = readMark(body);
  if (before) return answerAgain(tx, person, mark.sessionId, before.answer);
  const claim = OfflineClaim.safeParse(body.offline).data ?? null;
  const receivedAt = context.now();
  const row = isId(mark.challengeId)
    ? await tx.challenge.findFirst({ where: { id: mark.challengeId, isOffline: true }, include: { session: true } })
    : null;
  const { isNext, movedMs, ...offline } = judgeRecord({
    ...{ claim, person, key, receivedAt, sentWallMs, keys: context.keys },
    claimedTicketId: mark.challengeId,
    chain: await tx.offlineChain.findUnique({ where: { keyId: key.id } }),
    row,
  });
  const mayWait = isNext && offline.fault === null && key.state !== 'revoked' && row?.sessionId === mark.sessionId;
  if (mayWait && (await isStillToOpen(tx, person, mark.sessionId, offline))) {
    return { kind: 'refused', body: refusalWords('not_possible_now') };
  }
  // It comes once more when the chain goes on, and is no copy of itself then.
  const isForLater = offline.fault === 'chain_broken';
  const judged = {
    ...mark,
    position: moveFixes(mark.position, movedMs),
    livenessSeries: isForLater ? null : mark.livenessSeries,
  };
  const submission: Submission = { person, client, body, rawBody, receiptSecret: null, offline };
  if (mark.method === 'room_code' && mark.sessionId) await awaitRoomCodeTurn(tx, person.id, mark.sessionId);
  const given = await answerAttempt(tx, person, await decideAndKeep(context, tx, submission, judged));
  const answer = isForLater ? aboutGap(given) : given;
  const isFinal = answer.kind === 'accepted' || answer.body.code !== 'retry_later';
  if (claim === null || !isNext || !isFinal) return answer;
  const seat = { keyId: key.id, schoolId: person.schoolId };
  await tx.offlineMark.create({
    data: { ...seat, id: uuidV7(receivedAt), seq: claim.seq, bodyHash, answer: answer.body, receivedAt },
  });
  await tx.offlineChain.update({
    where: { keyId: key.id },
    data: {
      ...{ nextSeq: claim.seq + 1, head: bodyHash, isRestarted: false },
      // A time that does not stand bounds nothing.
      ...(offline.fault === null && { lastCapturedAt: offline.capturedAt }),
    },
  });
  return answer;
}

/** Nothing is kept of a record that waits for its class: it comes again, and no answer to it is final. */
async function isStillToOpen(
  tx: Tx,
  { schoolId }: { schoolId: string },
  sessionId: string | null,
  { capturedAt, receivedAt }: Pick<OfflineFacts, 'capturedAt' | 'receivedAt'>,
): Promise<boolean> {
  if (!isId(sessionId)) return false;
  const session = await tx.classSession.findFirst({ where: { id: sessionId, schoolId, course: { archivedAt: null } } });
  return session !== null && mayStillOpen(session, capturedAt, receivedAt);
}

/** No restart of the chain mends these. */
const unmendable = ['device_not_recognised', 'not_a_student', 'retry_later'];

/** Behind a gap nothing is final: whatever else speaks against the record, the phone is to mend the chain and send it again. */
function aboutGap(answer: Answer): Answer {
  if (answer.kind === 'refused' && unmendable.includes(answer.body.code)) return answer;
  return { kind: 'refused', body: refusalWords('chain_broken') };
}

/** As it was answered, unless staff have decided about it since: who heard nothing until now is told how it stands. */
async function answerAgain(
  tx: Tx,
  { id, schoolId }: { id: string; schoolId: string },
  sessionId: string | null,
  stored: unknown,
): Promise<Answer> {
  const body = KeptAnswer.parse(stored);
  if (!body.success) return { kind: 'refused', body };
  if (sessionId === null) return { kind: 'accepted', body };
  const record = await tx.attendanceRecord.findFirst({ where: { schoolId, studentId: id, sessionId } });
  if (record === null || record.state === 'pending') return { kind: 'accepted', body };
  if (record.state === 'rejected') return { kind: 'refused', body: refusalWords('already_decided') };
  return acceptedWords(record.state, record.status);
}
