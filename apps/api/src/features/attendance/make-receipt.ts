import type { makeReceipt as endpoint } from '@hadir/contract/room-code.ts';
import type { z } from 'zod';
import type { Tx } from '#db.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { awaitRoomCodeTurn } from './await-room-code-turn.ts';
import { isSessionOpen } from './decide-session.ts';
import { hashOfSecret } from './find-receipt.ts';
import { isStepCurrent, matchRoomCode } from './room-code.ts';

type Given = z.output<(typeof endpoint)['body']>;
type Session = { id: string; schoolId: string };

/** A receipt counts this long, milliseconds. */
export const receiptLastsMs = 180_000;

/** Of one person and session. They leave the typed code open: a scan needs no phone of that person. */
const wrongScansAllowed = 5;

/**
 * Proof that a browser has seen the room code. Wrong ones of a student are counted; of whom
 * nothing is counted, such as strangers, only the code of the step they name counts, and those of other schools get none.
 * @param person null on the way to the sign-in
 * @param giveSecret sets the secret in the browser, once the code has been found right
 * @throws AppError room_code_invalid, also for a session that is unknown or not open
 */
export async function makeReceipt(
  context: Context,
  person: SignedIn | null,
  given: Given,
  giveSecret: () => string,
): Promise<{ id: string; sessionId: string; expiresAt: Date }> {
  const now = context.now();
  const session = isId(given.session_id)
    ? await context.db.classSession.findUnique({
        where: { id: given.session_id },
        select: { id: true, schoolId: true, isActive: true, startsAt: true, endsAt: true },
      })
    : null;
  const isOpen = session !== null && isSessionOpen(session, now);
  // The picture of an earlier code is no guess.
  if (!isOpen || (given.step !== undefined && !isStepCurrent(given.step, now))) throw invalid();
  if (person !== null && person.schoolId !== session.schoolId) throw invalid();
  const isRight = () => matchRoomCode(context.keys.all(), session, given.code, now, given.step);
  const isGood =
    person?.role === 'student'
      ? await context.db.$transaction((tx) => judgeInTurn(tx, person, session, isRight, now))
      : given.step !== undefined && isRight();
  if (!isGood) throw invalid();
  const expiresAt = new Date(now.getTime() + receiptLastsMs);
  const { id } = await context.db.roomCodeReceipt.create({
    data: {
      schoolId: session.schoolId,
      sessionId: session.id,
      tokenHash: hashOfSecret(giveSecret()),
      createdAt: now,
      expiresAt,
    },
    select: { id: true },
  });
  return { id, sessionId: session.id, expiresAt };
}

async function judgeInTurn(
  tx: Tx,
  person: SignedIn,
  session: Session,
  isRight: () => boolean,
  now: Date,
): Promise<boolean> {
  await awaitRoomCodeTurn(tx, person.id, session.id);
  const at = { sessionId: session.id, personId: person.id };
  if ((await tx.roomCodeMiss.count({ where: at })) >= wrongScansAllowed) return false;
  if (isRight()) return true;
  await tx.roomCodeMiss.create({ data: { ...at, schoolId: session.schoolId, createdAt: now } });
  return false;
}

function invalid(): AppError {
  return new AppError('room_code_invalid', 'This room code is not valid. Scan or read it from the screen again.');
}
