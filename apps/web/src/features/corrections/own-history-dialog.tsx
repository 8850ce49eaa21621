import { useQuery } from '@tanstack/react-query';
import { Dialog } from '#ui/dialog.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { ChangeList } from './change-list.tsx';
import { ownHistoryQuery } from './correction-queries.ts';
import { useTexts } from './texts.ts';

type Props = { session: { session_id: string; title: string }; zone: string; onClose: () => void };

/** What became of the own record of a class. */
export function OwnHistoryDialog({ session, zone, onClose }: Props) {
  const t = useTexts();
  const query = useQuery(ownHistoryQuery(session.session_id));
  return (
    <Dialog isOpen onClose={onClose} title={t('history.title', { name: session.title })}>
      <QueryView query={query}>{(history) => <ChangeList history={history} zone={zone} />}</QueryView>
    </Dialog>
  );
}
