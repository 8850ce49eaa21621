import { type ClassSession, restoreClassSession } from '@hadir/contract/sessions.ts';
import { useMay } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { sessionKeys } from './session-queries.ts';
import { useStaffTexts } from './staff-texts.ts';

/** What its staff should know of a class session before anything else: that it is cancelled, or who took it over. */
export function SessionNotices({ session }: { session: ClassSession }) {
  const t = useStaffTexts();
  const canWrite = useMay('sessions:write');
  const { title, phase, staff, cancel_reason, ends_at } = session;
  const restore = useCommand((id: string) => callOrThrow(restoreClassSession, { params: { id } }), {
    refresh: [sessionKeys.all, ['timetable']],
    onDone: () => showToast(t('cancel.restored', { title })),
  });
  const canRestore = canWrite && Date.parse(ends_at) > Date.now();
  return (
    <>
      {phase === 'cancelled' && (
        <Notice
          tone="warn"
          title={t('cancel.isCancelled')}
          actions={
            canRestore && (
              <Button look="secondary" isBusy={restore.isBusy} onClick={() => restore.run(session.id)}>
                {t('cancel.restore')}
              </Button>
            )
          }
        >
          {cancel_reason ?? t('cancel.noReason')}
        </Notice>
      )}
      {restore.failure && <FailureNotice failure={restore.failure} />}
      {staff.map(
        ({ id, name, took_over }) =>
          took_over && <Notice key={id}>{t('takenOverBy', { name, reason: took_over.reason })}</Notice>,
      )}
    </>
  );
}
