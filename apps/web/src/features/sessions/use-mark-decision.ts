import type { RecordChange, RosterItem } from '@hadir/contract/sessions.ts';
import { useState } from 'react';
import type { Failure } from '#lib/failure.ts';
import { showToast } from '#ui/toast.tsx';
import { decideMark } from './decide-mark.ts';

/** What a dialog needs in which staff decide about one student's mark. */
export type MarkDialogProps = {
  sessionId: string;
  item: RosterItem;
  onDone: (item: RosterItem) => void;
  onClose: () => void;
};

/** Sends one decision; `words` are shown when it is done, `failure` says why it was not. */
export function useMarkDecision({ sessionId, item, onDone }: Omit<MarkDialogProps, 'onClose'>) {
  const [failure, setFailure] = useState<Failure | null>(null);
  async function decide(change: RecordChange, words: string): Promise<void> {
    setFailure(null);
    const outcome = await decideMark(sessionId, item.student.id, change);
    if (outcome.kind === 'not_done') return setFailure(outcome.failure);
    showToast(words);
    onDone(outcome.item);
  }
  return { failure, decide };
}
