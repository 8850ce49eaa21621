import type { MarkRefused, NextStep, OutsideHint } from '@hadir/contract/attendance.ts';
import type { ErrorCode } from '@hadir/contract/error.ts';

// Words for the student. Never a distance, a score or another person: the protocol says why.
const words = {
  not_a_student: ['Only students mark attendance.', 'none'],
  client_too_old: ['This app is out of date. Please reload it and try again.', 'update'],
  face_not_registered: ['Your face is not registered yet. Register it, or use the room code.', 'enrol'],
  session_not_found: ['This class session does not exist. Please choose again.', 'choose_again'],
  not_enrolled: ['You are not on the list of this course. Tell your teacher.', 'tell_teacher'],
  session_inactive: ['This class session is not open. Marks count from when your teacher opens it.', 'wait_until_open'],
  challenge_invalid: ['That took too long or was sent before. Please try again.', 'try_again'],
  chain_broken: [
    'A mark that this phone made before has not arrived. Open the app where there is network.',
    'try_again',
  ],
  device_not_recognised: [
    'This phone is not approved for you yet. Ask your teacher to approve it.',
    'ask_for_approval',
  ],
  no_position: ['Your position is needed. Allow it for this site and try again.', 'allow_position'],
  outside_campus: ['You seem to be outside the place of this class.', 'move_closer'],
  already_marked: ['Your attendance is marked already.', 'see_mark'],
  face_not_accepted: [
    'Your face was not recognised. Good light, alone, a little closer, and try again.',
    'better_picture',
  ],
  room_code_invalid: ['This room code is not valid. Read it from the screen again.', 'read_code_again'],
  face_method_off: [
    'Your face was not recognised too often on this phone. Use the room code, or ask your teacher, who can allow it again.',
    'use_room_code',
  ],
  // Of marks without network alone.
  already_decided: ['Your teacher did not confirm this mark.', 'tell_teacher'],
  not_possible_now: [
    'This class has not been opened yet. Your mark waits on this phone until it is.',
    'wait_until_open',
  ],
  retry_later: ['Too many tries. Wait a moment and try again.', 'wait'],
} as const satisfies Partial<Record<ErrorCode, readonly [string, NextStep]>>;

/** For a room code after too many wrong ones: also the right one is refused, so reading it again would not help. */
export const tooManyRoomCodes = {
  message: 'Too many wrong room codes for this class. Tell your teacher, who can mark you by hand.',
  next: 'tell_teacher',
} as const satisfies { message: string; next: NextStep };

/** For a stored face that does not open any more: no picture would help. */
export const unreadableFace = {
  message: 'Your stored face can no longer be read. Register it again, or use the room code.',
  next: 'enrol',
} as const satisfies { message: string; next: NextStep };

/** For a phone that hardly knows where it is: with the room code its mark goes to the teacher. */
export const vaguePosition = {
  message:
    'Your phone does not know exactly where it is. Allow the exact position, go near a window, or use the room code.',
  next: 'use_room_code',
  hint: 'vague',
} as const satisfies { message: string; next: NextStep; hint: OutsideHint };

/** For a phone that gave a position, yet of another time: location is on, so another try helps. */
export const stalePosition = {
  message: 'The position was from earlier. Please try again.',
  next: 'try_again',
} as const satisfies { message: string; next: NextStep };

/** For a phone that has used up its challenges of one session: no waiting brings another one. */
export const tooManyTries = {
  message: 'This phone has tried often enough for this class. Ask your teacher to mark you.',
  next: 'tell_teacher',
} as const satisfies { message: string; next: NextStep };

export type RefusalCode = keyof typeof words;

/** Body of a refusal; `change` replaces the usual words or step. */
export function refusalWords(
  code: RefusalCode,
  change: { message?: string; next?: NextStep; hint?: OutsideHint } = {},
): MarkRefused {
  const [message, next] = words[code];
  return { success: false, code, message, next, ...change };
}

/**
 * How far away, in words.
 * @param beyondM metres beyond the edge of the place; null when the position was not certain enough
 */
export function distanceWords(beyondM: number | null): { message: string; hint: OutsideHint } {
  if (beyondM === null) {
    return {
      message: 'Your position is not certain enough. Move closer, or near a window, and try again.',
      hint: 'uncertain',
    };
  }
  if (beyondM < 1000) {
    return {
      message: 'You seem to be near, yet outside the place of this class. Move closer and try again.',
      hint: 'near',
    };
  }
  return { message: 'You seem to be far away from the place of this class.', hint: 'far' };
}
