import { type ChangeProposal, decideChangeProposal, withdrawChangeProposal } from '@hadir/contract/corrections.ts';
import { useState } from 'react';
import { Link } from 'react-router';
import { sessionKeys } from '#features/sessions/session-queries.ts';
import { callOrThrow } from '#lib/api.ts';
import { formatDayTime, formatFacts } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { CardList } from '#ui/card-list.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { correctionKeys } from './correction-queries.ts';
import { DecideDialog, type Decision } from './decide-dialog.tsx';
import { useTexts } from './texts.ts';

type Props = { items: ChangeProposal[]; zone: string };

/** Corrections that wait for a second person, or have been decided by one. */
export function ProposalList({ items, zone }: Props) {
  const t = useTexts();
  const [asked, setAsked] = useState<{ proposal: ChangeProposal; decision: Decision['decision'] } | null>(null);
  const close = () => setAsked(null);
  const refresh = [correctionKeys.all, sessionKeys.all];
  const decide = useCommand(
    ({ id, ...body }: Decision & { id: string }) => callOrThrow(decideChangeProposal, { params: { id }, body }),
    {
      refresh,
      onDone: ({ state, outcomes }) => {
        close();
        const stale = outcomes.filter(({ outcome }) => outcome === 'stale' || outcome === 'not_found').length;
        if (state === 'refused') showToast(t('proposals.refused'));
        else showToast(stale > 0 ? t('proposals.stale', { count: stale }) : t('proposals.accepted'));
      },
    },
  );
  const withdraw = useCommand((id: string) => callOrThrow(withdrawChangeProposal, { params: { id } }), { refresh });
  return (
    <>
      {withdraw.failure && <FailureNotice failure={withdraw.failure} />}
      <CardList label={t('proposals.heading')} rows={items} getKey={({ id }) => id}>
        {(proposal) => (
          <div className="space-y-2">
            <h2 className="font-semibold wrap-anywhere">
              <Link className="text-brand underline" to={`/sessions/${proposal.session.id}`}>
                {proposal.session.title}
              </Link>{' '}
              <span className="font-normal text-ink-soft">
                {formatFacts([proposal.session.course_code, formatDayTime(proposal.session.starts_at, zone)])}
              </span>
            </h2>
            <p className="text-sm text-ink-soft">
              {formatFacts([
                t('proposals.by', { name: proposal.proposed_by?.name ?? t('history.gone') }),
                formatDayTime(proposal.created_at, zone),
                proposal.asked_by && t('proposals.askedBy', { name: proposal.asked_by }),
              ])}
            </p>
            <p className="wrap-anywhere">{proposal.reason}</p>
            <Changes proposal={proposal} />
            {proposal.may_decide && (
              <div className="flex flex-wrap gap-2">
                {(['accept', 'refuse'] as const).map((decision) => (
                  <Button
                    key={decision}
                    look={decision === 'accept' ? 'primary' : 'secondary'}
                    aria-label={t(`decide.${decision}Named`, { name: proposal.session.title })}
                    onClick={() => setAsked({ proposal, decision })}
                  >
                    {t(`decide.${decision}`)}
                  </Button>
                ))}
              </div>
            )}
            {proposal.state === 'open' && !proposal.may_decide && (
              <div className="flex flex-wrap items-center gap-2">
                <p className="text-ink-soft">{t('proposals.own')}</p>
                <Button
                  look="quiet"
                  isBusy={withdraw.busyWith === proposal.id}
                  aria-label={t('proposals.withdrawNamed', { title: proposal.session.title })}
                  onClick={() => withdraw.run(proposal.id)}
                >
                  {t('proposals.withdraw')}
                </Button>
              </div>
            )}
            {proposal.decided_at !== null && (
              <p className="text-sm wrap-anywhere text-ink-soft">
                {formatFacts([
                  t(`state.${proposal.state}`),
                  proposal.decided_by,
                  formatDayTime(proposal.decided_at, zone),
                  proposal.decision_reason,
                ])}
              </p>
            )}
          </div>
        )}
      </CardList>
      {asked && (
        <DecideDialog
          decision={asked.decision}
          title={t(`decide.${asked.decision}Named`, { name: asked.proposal.session.title })}
          explained={t('proposals.explained', { count: asked.proposal.changes.length })}
          isBusy={decide.isBusy}
          failure={decide.failure}
          onDecide={(decision) => decide.run({ id: asked.proposal.id, ...decision })}
          onClose={close}
        />
      )}
    </>
  );
}

function Changes({ proposal: { changes } }: { proposal: ChangeProposal }) {
  const t = useTexts();
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2 font-medium">
        {t('proposals.changes', { count: changes.length })}
      </summary>
      <ul className="divide-y divide-line">
        {changes.map(({ student, standing, status }) => (
          <li key={student.id} className="flex flex-wrap justify-between gap-x-3 py-2">
            <span className="wrap-anywhere">{student.name}</span>
            <span className="text-ink-soft">
              {t('history.change', { from: t(`standing.${standing}`), to: t(`standing.${status}`) })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
