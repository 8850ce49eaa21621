import type { NextStep } from '@hadir/contract/attendance.ts';
import type { ErrorCode } from '@hadir/contract/error.ts';
import en from './attendance.en.json';

type Titled = keyof typeof en.result.refused_title;
type Explained = keyof typeof en.result.refused_text;

/** The words where another try cannot help any more and only the teacher can. */
const usedUp: Partial<Record<ErrorCode, Explained>> = {
  room_code_invalid: 'room_code_too_many',
  retry_later: 'tries_used',
};

/** Names of a refusal's texts: what it is, and what to do, which also depends on whether another try can help. */
export function explainRefusal(code: ErrorCode, next: NextStep): { title: Titled; text: Explained } {
  const told = isTitled(code) ? code : 'other';
  const text = (next === 'tell_teacher' ? usedUp[code] : undefined) ?? (isStale(code, next) ? 'position_stale' : told);
  return { title: isTitled(text) ? text : told, text };
}

/** Location is on, then: only the position was of another time. */
const isStale = (code: ErrorCode, next: NextStep) => code === 'no_position' && next === 'try_again';

function isTitled(key: string): key is Titled {
  return Object.hasOwn(en.result.refused_title, key);
}
