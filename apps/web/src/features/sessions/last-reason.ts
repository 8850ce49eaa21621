import { line } from '@hadir/contract/field.ts';
import { rosterText } from './roster-texts.ts';

const KEY = 'hadir.last-reason';

/** The reason this browser gave last for a mark by hand; the usual one where there is none. */
export function readLastReason(): string {
  const kept = line(3, 500).safeParse(sessionStorage.getItem(KEY));
  return kept.success ? kept.data : rosterText('reason.seen');
}

/** Kept until the tab is closed: a reason is about the class of the day. */
export function keepLastReason(reason: string): void {
  sessionStorage.setItem(KEY, reason);
}
