import { AttemptReason } from '@hadir/contract/attempts.ts';
import { text } from './texts.ts';

/** The protocol's reason as words for the end of a sentence; an unknown one as it came. */
export function describeRefusal(reason: string): string {
  const known = AttemptReason.exclude(['Accepted']).safeParse(reason);
  return known.success ? text(`refusal.${known.data}`) : reason;
}
