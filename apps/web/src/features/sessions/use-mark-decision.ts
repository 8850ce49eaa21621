import type { RecordChange, RosterItem } from '@hadir/contract/sessions.ts';
import { useState } from 'react';
import type { Failure } from '#lib/failure.ts';
import { showToast } from '#ui/toast.tsx';
import { proposeChange } from './change-records.ts';
import { decideMark } from './decide-mark.ts';
import { rosterText } from './roster-texts.ts';

/** What a dialog needs in which staff decide about one student's mark. */
export type MarkDialogProps = {
  sessionId: string;
  item: RosterItem;
  onDone: (item: RosterItem) => void;
  onClose: () => void;
};

/**
 * Sends one decision; `words` are shown when it is done, `failure` says why it was not. A correction that is not one
 * person's to make is proposed.
 */
export function useMarkDecision({ sessionId, item, onDone, onClose }: MarkDialogProps) {
  const [failure, setFailure] = useState<Failure | null>(null);
  async function decide(change: RecordChange, words: string): Promise<void> {
    setFailure(null);
    const outcome = await decideMark(sessionId, item.student.id, change);
    if (outcome.kind !== 'not_done') {
      showToast(words);
      onDone(outcome.item);
      return;
    }
    const { failure } = outcome;
    const isTwoPersons = failure.kind === 'refused' && failure.code === 'second_person_needed';
    if (!isTwoPersons || !('status' in change)) return setFailure(failure);
    const refused = await proposeChange(sessionId, item.student.id, change);
    if (refused) return setFailure(refused);
    showToast(rosterText('proposed'));
    onClose();
  }
  return { failure, decide };
}
