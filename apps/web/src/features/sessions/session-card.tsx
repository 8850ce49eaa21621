import { type ClassSession, openClassSession } from '@hadir/contract/sessions.ts';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useMay } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { formatList, formatTimeRange } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { CloseSessionDialog } from './close-session-dialog.tsx';
import { PhaseBadge } from './phase-badge.tsx';
import { SessionFacts } from './session-facts.tsx';
import { sessionKeys } from './session-queries.ts';
import { useStaffTexts } from './staff-texts.ts';
import { useTexts } from './texts.ts';

/** One class session with the one thing that is likely to be done next. */
export function SessionCard({ session, zone }: { session: ClassSession; zone: string }) {
  const t = useTexts();
  const navigate = useNavigate();
  const [isClosing, setIsClosing] = useState(false);
  const staffTexts = useStaffTexts();
  const canWrite = useMay('sessions:write');
  const { id, title, phase } = session;
  const takenOver = session.staff.flatMap(({ name, took_over }) => (took_over ? [name] : []));
  const open = useCommand((sessionId: string) => callOrThrow(openClassSession, { params: { id: sessionId } }), {
    refresh: [sessionKeys.all],
    onDone: () => {
      showToast(t('opened', { title }));
      void navigate(`/sessions/${id}`);
    },
  });
  const isOpen = phase === 'open';

  return (
    <li className="flex flex-col gap-3 rounded-2xl border border-line bg-surface p-4 shadow-lift">
      <div className="flex items-start justify-between gap-3">
        <h3 className="min-w-0 text-lg font-semibold break-words">{title}</h3>
        <PhaseBadge phase={phase} />
      </div>
      <p className="text-xl font-semibold tabular-nums">{formatTimeRange(session.starts_at, session.ends_at, zone)}</p>
      <SessionFacts session={session} />
      {takenOver.length > 0 && (
        <p className="text-sm font-medium wrap-anywhere text-info">
          {staffTexts('badge', { names: formatList(takenOver) })}
        </p>
      )}
      {phase === 'cancelled' && (
        <p className="wrap-anywhere text-ink-soft">{session.cancel_reason ?? staffTexts('cancel.noReason')}</p>
      )}
      {phase === 'planned' && session.opens_itself && (
        <p className="text-sm text-ink-soft">{staffTexts('opensItself')}</p>
      )}
      {open.failure && <FailureNotice failure={open.failure} />}
      <div className="mt-auto flex flex-wrap gap-2 pt-1">
        {canWrite && phase === 'planned' && (
          <Button isBusy={open.isBusy} aria-label={t('openNamed', { title })} onClick={() => open.run(id)}>
            {t('open')}
          </Button>
        )}
        <ButtonLink
          to={`/sessions/${id}`}
          look={isOpen ? 'primary' : 'secondary'}
          aria-label={t('showRosterNamed', { title })}
        >
          {t('showRoster')}
        </ButtonLink>
        {canWrite && isOpen && (
          <Button look="secondary" aria-label={t('closeNamed', { title })} onClick={() => setIsClosing(true)}>
            {t('closeShort')}
          </Button>
        )}
      </div>
      {isClosing && <CloseSessionDialog session={session} onClose={() => setIsClosing(false)} />}
    </li>
  );
}
