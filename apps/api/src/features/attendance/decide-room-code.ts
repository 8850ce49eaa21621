import { failed, forReview, type Judged, notRun } from './judged-check.ts';

/** Wrong ones a person may send for one session with marks of a phone of theirs. */
const wrongRoomCodesAllowed = 5;

/**
 * The room code that came with a mark: none, or one that counts or does not, as six digits or as the receipt of a
 * scan. With the method `face` it is optional.
 */
export type RoomCodeGiven =
  | { kind: 'none' }
  | { kind: 'right' | 'wrong'; by: 'code' }
  | { kind: 'right'; by: 'receipt'; receiptId: string }
  /** Used up, too old, or of another browser or session: no guess, so it is not counted as one. */
  | { kind: 'wrong'; by: 'receipt' };

/**
 * Does the code that came along count? After too many wrong ones none does; `receipt_over` is no guess.
 * @param wrongBefore wrong ones of this person for this session
 */
export function judgeRoomCodeStanding(
  given: RoomCodeGiven,
  wrongBefore: number,
): 'none' | 'right' | 'wrong' | 'receipt_over' | 'too_many' {
  if (given.kind === 'none') return 'none';
  if (wrongBefore >= wrongRoomCodesAllowed) return 'too_many';
  return given.kind === 'wrong' && given.by === 'receipt' ? 'receipt_over' : given.kind;
}

/**
 * Check 11 of a mark without a face: passes to the teacher's roll call, never by itself.
 * @param wrongBefore wrong ones of this person for this session
 */
export function decideRoomCode(
  given: RoomCodeGiven,
  wrongBefore: number,
  claim: { isEvidenceReadable: boolean },
  session: object | null,
): Judged {
  const no = (why: string, detail = {}) =>
    failed(
      11,
      { reason: 'Room code invalid', code: 'room_code_invalid' },
      { why, wrong_before: wrongBefore, ...detail },
    );
  if (session === null) return notRun(11, 'no_session');
  if (wrongBefore >= wrongRoomCodesAllowed) return no('too_many');
  if (given.kind === 'none') return no('no_code', { room_code: 'wrong' });
  if (given.kind === 'wrong') return given.by === 'receipt' ? no('receipt') : no('wrong_code', { room_code: 'wrong' });
  if (!claim.isEvidenceReadable) return no('malformed_field');
  return forReview(11, { method: 'room_code', by: given.by });
}
