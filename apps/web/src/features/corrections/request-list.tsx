import { type CorrectionRequest, decideCorrectionRequest } from '@hadir/contract/corrections.ts';
import { useState } from 'react';
import { Link } from 'react-router';
import { sessionKeys } from '#features/sessions/session-queries.ts';
import { callOrThrow } from '#lib/api.ts';
import { formatDayTime, formatFacts } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { CardList } from '#ui/card-list.tsx';
import { showToast } from '#ui/toast.tsx';
import { correctionKeys } from './correction-queries.ts';
import { DecideDialog, type Decision } from './decide-dialog.tsx';
import { useTexts } from './texts.ts';

type Props = { items: CorrectionRequest[]; zone: string };

/** What students ask, each with how it stands and what they want. */
export function RequestList({ items, zone }: Props) {
  const t = useTexts();
  const [asked, setAsked] = useState<{ request: CorrectionRequest; decision: Decision['decision'] } | null>(null);
  const close = () => setAsked(null);
  const decide = useCommand(
    ({ id, ...body }: Decision & { id: string }) => callOrThrow(decideCorrectionRequest, { params: { id }, body }),
    {
      refresh: [correctionKeys.all, sessionKeys.all],
      onDone: ({ state }) => {
        close();
        showToast(
          t(state === 'open' ? 'requests.proposed' : `requests.${state === 'accepted' ? 'accepted' : 'refused'}`),
        );
      },
    },
  );
  return (
    <>
      <CardList label={t('requests.heading')} rows={items} getKey={({ id }) => id}>
        {(request) => (
          <div className="space-y-2">
            <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
              <div className="min-w-0">
                <h2 className="font-semibold wrap-anywhere">{request.student.name}</h2>
                <p className="text-sm wrap-anywhere text-ink-soft">
                  <Link className="text-brand underline" to={`/sessions/${request.session.id}`}>
                    {request.session.title}
                  </Link>{' '}
                  {formatFacts([request.session.course_code, formatDayTime(request.session.starts_at, zone)])}
                </p>
              </div>
              <p className="font-medium">
                {t('history.change', { from: t(`standing.${request.standing}`), to: t(`standing.${request.wanted}`) })}
              </p>
            </div>
            <p className="wrap-anywhere">{request.reason}</p>
            {request.state === 'open' && !request.is_proposed && (
              <div className="flex flex-wrap gap-2">
                {(['accept', 'refuse'] as const).map((decision) => (
                  <Button
                    key={decision}
                    look={decision === 'accept' ? 'primary' : 'secondary'}
                    aria-label={t(`decide.${decision}Named`, { name: request.student.name })}
                    onClick={() => setAsked({ request, decision })}
                  >
                    {t(`decide.${decision}`)}
                  </Button>
                ))}
              </div>
            )}
            {request.is_proposed && <p className="text-ink-soft">{t('requests.waits')}</p>}
            {request.decided_at !== null && (
              <p className="text-sm wrap-anywhere text-ink-soft">
                {formatFacts([
                  t(`state.${request.state}`),
                  request.decided_by,
                  formatDayTime(request.decided_at, zone),
                  request.decision_reason,
                ])}
              </p>
            )}
          </div>
        )}
      </CardList>
      {asked && (
        <DecideDialog
          decision={asked.decision}
          title={t(`decide.${asked.decision}Named`, { name: asked.request.student.name })}
          explained={t('requests.explained')}
          isBusy={decide.isBusy}
          failure={decide.failure}
          onDecide={(decision) => decide.run({ id: asked.request.id, ...decision })}
          onClose={close}
        />
      )}
    </>
  );
}
