import type { Tx } from '#db.ts';
import type { Context } from '#http/context.ts';
import type { SessionFacts } from './attempt-facts.ts';
import type { RoomCodeGiven } from './decide-room-code.ts';
import { findReceipt } from './find-receipt.ts';
import type { MarkClaim } from './read-mark.ts';
import { matchRoomCode } from './room-code.ts';

/**
 * The room code that came with a mark: a receipt before digits.
 * @param receiptSecret of the browser that has scanned one; null for others
 */
export async function findRoomCode(
  context: Context,
  db: Tx,
  receiptSecret: string | null,
  claim: Pick<MarkClaim, 'receipt' | 'roomCode'>,
  session: SessionFacts | null,
  now: Date,
): Promise<RoomCodeGiven> {
  if (session === null) return { kind: 'none' };
  if (claim.receipt !== undefined) {
    const receipt = await findReceipt(db, claim.receipt, receiptSecret, session, now);
    return receipt ? { kind: 'right', by: 'receipt', receiptId: receipt.id } : { kind: 'wrong', by: 'receipt' };
  }
  if (claim.roomCode === undefined) return { kind: 'none' };
  const isRight = matchRoomCode(context.keys.all(), session, claim.roomCode, now);
  return { kind: isRight ? 'right' : 'wrong', by: 'code' };
}
