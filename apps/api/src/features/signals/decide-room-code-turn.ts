import { signalLimits } from '@hadir/contract/signals.ts';
import type { Finding } from './sighting.ts';

/** What one class session that is over, or that was marked, says of a student. */
export type Attended = 'face' | 'room_code' | 'manual' | 'absent';

/**
 * From hardly ever there to always there, by the room code each time: somebody else may pass the code on. Who comes
 * back after an illness looks the same, so it is never more than a reason to ask.
 * @param sessions of the student's courses, the newest first
 */
export function decideRoomCodeTurn(sessions: readonly Attended[]): Finding | null {
  const { latest, before, attendedBefore } = signalLimits.unusual.roomCode;
  const now = sessions.findIndex((attended) => attended !== 'room_code');
  const streak = now === -1 ? sessions.length : now;
  const earlier = sessions.slice(streak);
  if (streak < latest || earlier.length < before) return null;
  const attended = earlier.filter((one) => one !== 'absent').length;
  if (attended > earlier.length * attendedBefore) return null;
  return {
    level: 'low',
    detail: { rule: 'room_code_turn', by_code: streak, sessions_before: earlier.length, attended_before: attended },
  };
}
