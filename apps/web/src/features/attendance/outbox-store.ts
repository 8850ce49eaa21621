import { create } from 'zustand';
import { canStillCount, forgetMark, type KeptMark, listKeptMarks } from './outbox.ts';
import { type MarkOutcome, sendMark } from './send-mark.ts';

/** What lies in the outbox, and how marks ended that were sent again from it. */
export type OutboxState = {
  kind: 'loading' | 'known';
  marks: KeptMark[];
  results: { mark: KeptMark; outcome: Exclude<MarkOutcome, { kind: 'not_sent' }> }[];
};

export const useOutbox = create<OutboxState>(() => ({ kind: 'loading', marks: [], results: [] }));

export async function readOutbox(): Promise<void> {
  useOutbox.setState({ kind: 'known', marks: await listKeptMarks() });
}

/**
 * Sends again, as they are, the person's kept marks that can still count. Marks of others stay untouched: sent under
 * the wrong name they would be refused for good.
 */
export async function resendMarks(personId: string, now: number = Date.now()): Promise<void> {
  const marks = await listKeptMarks();
  for (const mark of marks) {
    if (mark.personId !== personId || !canStillCount(mark, now)) continue;
    const outcome = await sendMark(mark);
    if (outcome) noteResult(mark, outcome);
  }
  await readOutbox();
}

/** For an answer that comes when nobody looks at the check-in any more: the start screen tells it. */
export function noteResult(mark: KeptMark, outcome: MarkOutcome): void {
  if (outcome.kind === 'not_sent') return;
  useOutbox.setState(({ results }) => ({ results: [...results, { mark, outcome }] }));
}

/** The person has seen that a mark came too late, or how it ended. */
export async function dismissMark(id: string): Promise<void> {
  await forgetMark(id);
  useOutbox.setState(({ results }) => ({ results: results.filter(({ mark }) => mark.id !== id) }));
  await readOutbox();
}
