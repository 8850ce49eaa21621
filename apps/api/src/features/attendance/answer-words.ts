import type { MarkAccepted, MarkRefused } from '@hadir/contract/attendance.ts';
import type { RetryDecision } from '#features/enrolment/decide-retry.ts';
import type { AttendanceStatus } from '#generated/prisma/enums.ts';
import type { AttemptDecision } from './decide-attempt.ts';
import {
  distanceWords,
  type RefusalCode,
  refusalWords,
  stalePosition,
  tooManyRoomCodes,
  unreadableFace,
  vaguePosition,
} from './refusal-words.ts';

/** What a student is told of a mark. */
export type Answer =
  | { kind: 'accepted'; body: MarkAccepted }
  | { kind: 'refused'; body: MarkRefused; retryAfterS?: number };

const words: Record<AttendanceStatus, string> = {
  present: 'You are marked present.',
  late: 'You are marked present, but late.',
  excused: 'You are excused.',
  sick: 'You are noted as sick.',
};

/** Flagged is answered as present. */
export function acceptedWords(state: AttemptDecision['state'], status: AttendanceStatus): Answer {
  const isPending = state === 'pending';
  const message = isPending ? 'Received. Your teacher will confirm it.' : words[status];
  return {
    kind: 'accepted',
    body: { success: true, status, state: isPending ? 'pending' : 'present', message },
  };
}

/** Of the retry ladder. */
export function pauseWords(retry: Exclude<RetryDecision, { kind: 'may_try' }>): Answer {
  return retry.kind === 'off'
    ? { kind: 'refused', body: refusalWords('face_method_off') }
    : { kind: 'refused', body: refusalWords('retry_later'), retryAfterS: retry.retryAfterS };
}

/** The usual words of `code`, or better ones where a check knows more that a student may know. */
export function refusedWords(decision: AttemptDecision, code: RefusalCode): Answer {
  return { kind: 'refused', body: refusalWords(code, betterWords(decision, code)) };
}

function betterWords({ checks }: AttemptDecision, code: RefusalCode): Parameters<typeof refusalWords>[1] {
  const detailOf = (check: number) => checks.find((judged) => judged.check === check)?.detail ?? {};
  if (code === 'face_not_registered') return detailOf(3).why === 'template_unreadable' ? unreadableFace : {};
  if (code === 'no_position') return detailOf(9).why === 'stale' ? stalePosition : {};
  if (code === 'room_code_invalid') return detailOf(11).why === 'too_many' ? tooManyRoomCodes : {};
  if (code !== 'outside_campus') return {};
  const { zone, beyond_m } = detailOf(9);
  return zone === 'vague' ? vaguePosition : distanceWords(zone === 'outside' ? Number(beyond_m) : null);
}
