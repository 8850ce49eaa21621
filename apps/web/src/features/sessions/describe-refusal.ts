import { AttemptReason } from '@hadir/contract/attempts.ts';
import type { RosterItem } from '@hadir/contract/sessions.ts';
import { text } from './texts.ts';

/** The protocol's reason, and why where it says more, as words for the end of a sentence; an unknown one as it came. */
export function describeRefusal({ reason, why }: NonNullable<RosterItem['last_refusal']>): string {
  const known = AttemptReason.exclude(['Accepted']).safeParse(reason);
  const what = known.success ? text(`refusal.${known.data}`) : reason;
  return why === null ? what : `${what} (${text(`refusalWhy.${why}`)})`;
}
