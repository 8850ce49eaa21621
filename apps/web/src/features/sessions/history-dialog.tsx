import type { RosterItem } from '@hadir/contract/sessions.ts';
import { useQuery } from '@tanstack/react-query';
import { ChangeList } from '#features/corrections/change-list.tsx';
import { recordHistoryQuery } from '#features/corrections/correction-queries.ts';
import { Dialog } from '#ui/dialog.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { useRosterTexts } from './roster-texts.ts';

type Props = { sessionId: string; student: RosterItem['student']; zone: string; onClose: () => void };

/** Every change of a student's record of this session: who, when, why. */
export function HistoryDialog({ sessionId, student, zone, onClose }: Props) {
  const r = useRosterTexts();
  const query = useQuery(recordHistoryQuery(sessionId, student.id));
  return (
    <Dialog isOpen onClose={onClose} title={r('history.title', { name: student.name })}>
      <QueryView query={query}>{(history) => <ChangeList history={history} zone={zone} />}</QueryView>
    </Dialog>
  );
}
