import { Button, ButtonLink } from '#ui/button.tsx';
import { isNewFace } from './is-new-face.ts';
import type { RowProps } from './roster-row.tsx';
import { useTexts } from './texts.ts';

/** Why a mark waits or is flagged, and what staff say to it. */
export function RosterDecision({ item, isBusy, onAct, onAsk }: Omit<RowProps, 'zone' | 'canWrite'>) {
  const t = useTexts();
  const { name } = item.student;
  const { record } = item;
  const reasons = record?.review_reasons ?? [];
  const isFlagged = record?.state === 'flagged';
  const asksForFace = record !== null && isNewFace(record, item.student.face);
  return (
    <div className={isFlagged ? 'rounded-xl border border-line-strong p-3' : 'rounded-xl bg-warn-soft p-3'}>
      {isFlagged && <p className="font-medium">{t('roster.flaggedExplained')}</p>}
      <ul className={isFlagged ? 'list-disc space-y-1 ps-5' : 'space-y-1'}>
        {(reasons.length > 0 ? reasons : (['none'] as const)).map((reason) => (
          <li key={reason}>{t(`review.${reason}`)}</li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap gap-2">
        {asksForFace && (
          <Button
            isBusy={isBusy}
            aria-label={t('roster.confirmBothNamed', { name })}
            onClick={() => onAct('confirm_both', item)}
          >
            {t('roster.confirmBoth')}
          </Button>
        )}
        <Button
          look={asksForFace || isFlagged ? 'secondary' : 'primary'}
          isBusy={isBusy}
          aria-label={t(
            asksForFace ? 'roster.confirmMarkOnlyNamed' : isFlagged ? 'roster.clearFlagNamed' : 'roster.confirmNamed',
            { name },
          )}
          onClick={() => onAct('confirm', item)}
        >
          {t(asksForFace ? 'roster.confirmMarkOnly' : isFlagged ? 'roster.clearFlag' : 'roster.confirm')}
        </Button>
        <Button
          look="secondary"
          aria-label={t(isFlagged ? 'roster.notThisPersonNamed' : 'roster.rejectNamed', { name })}
          aria-disabled={isBusy || undefined}
          onClick={() => !isBusy && onAsk('reject', item)}
        >
          {t(isFlagged ? 'roster.notThisPerson' : 'roster.reject')}
        </Button>
        {record && (
          <ButtonLink look="quiet" to={`/reviews/${record.id}`} aria-label={t('roster.evidenceNamed', { name })}>
            {t('roster.evidence')}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}
