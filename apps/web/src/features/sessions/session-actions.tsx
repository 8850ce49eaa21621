import { type ClassSession, openClassSession } from '@hadir/contract/sessions.ts';
import { useState } from 'react';
import { useMay } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { describeFailure } from '#lib/failure.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { showToast } from '#ui/toast.tsx';
import { CancelSessionDialog } from './cancel-session-dialog.tsx';
import { CloseSessionDialog } from './close-session-dialog.tsx';
import { sessionKeys } from './session-queries.ts';
import { useStaffTexts } from './staff-texts.ts';
import { useTexts } from './texts.ts';

/** Opens or closes the session of this page. */
export function SessionActions({ session }: { session: ClassSession }) {
  const t = useTexts();
  const [isClosing, setIsClosing] = useState(false);
  const staffTexts = useStaffTexts();
  const canWrite = useMay('sessions:write');
  const [isCancelling, setIsCancelling] = useState(false);
  const { id, title, phase } = session;
  const open = useCommand((sessionId: string) => callOrThrow(openClassSession, { params: { id: sessionId } }), {
    refresh: [sessionKeys.all],
    onDone: () => showToast(t('opened', { title })),
  });
  if (!canWrite || phase === 'cancelled') return null;
  return (
    <>
      {phase === 'planned' && (
        <Button look="secondary" onClick={() => setIsCancelling(true)}>
          {staffTexts('cancel.open')}
        </Button>
      )}
      {phase === 'open' ? (
        <Button look="secondary" onClick={() => setIsClosing(true)}>
          {t('close')}
        </Button>
      ) : (
        <Button look={phase === 'planned' ? 'primary' : 'secondary'} isBusy={open.isBusy} onClick={() => open.run(id)}>
          {t(phase === 'planned' ? 'open' : 'reopen')}
        </Button>
      )}
      {open.failure && (
        <p role="alert" className="w-full font-medium text-bad">
          {describeFailure(open.failure)}
        </p>
      )}
      {isCancelling && <CancelSessionDialog session={session} onClose={() => setIsCancelling(false)} />}
      {isClosing && <CloseSessionDialog session={session} onClose={() => setIsClosing(false)} />}
    </>
  );
}
