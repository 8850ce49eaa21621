import type { ReviewDetail } from '@hadir/contract/review.ts';
import { RiskComponent } from '@hadir/contract/settings.ts';
import { formatNumber } from '#lib/format.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { useTexts } from './texts.ts';

/** Why a person is asked: what always is a person's to decide, and what gave points, beside the limits. */
export function ReasonsCard({ mark }: { mark: ReviewDetail }) {
  const t = useTexts();
  const { risk, limits } = mark;
  const floors = mark.review_reasons.filter((reason) => !RiskComponent.safeParse(reason).success);
  const points = risk.reduce((sum, item) => sum + item.points, 0);
  return (
    <Card title={t('mark.why')}>
      <div className="grid gap-5 lg:grid-cols-2">
        {floors.length > 0 && (
          <div>
            <h3 className="font-semibold">{t('mark.always')}</h3>
            <ul className="mt-1 list-disc ps-5">
              {floors.map((reason) => (
                <li key={reason}>{t(`reason.${reason}`)}</li>
              ))}
            </ul>
          </div>
        )}
        <div>
          <h3 className="font-semibold">{t('mark.points')}</h3>
          {risk.length === 0 ? (
            <p className="mt-1">{t('mark.noPoints')}</p>
          ) : (
            <>
              <ul className="mt-1 space-y-1">
                {risk.map((item) => (
                  <li key={item.component} className="flex justify-between gap-3">
                    <span>{t(`reason.${item.component}`)}</span>
                    <span className="whitespace-nowrap tabular-nums">
                      {t('mark.pointsOf', { points: formatNumber(item.points) })}
                    </span>
                  </li>
                ))}
              </ul>
              <p className="mt-2 text-sm text-ink-soft">
                {t('mark.sum', { points: formatNumber(points), flag: limits.flag_at, review: limits.review_at })}
              </p>
            </>
          )}
        </div>
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        {mark.attempt_id !== null && (
          <ButtonLink look="secondary" to={`/attempts/${mark.attempt_id}`}>
            {t('mark.attempt')}
          </ButtonLink>
        )}
        <ButtonLink look="secondary" to={`/sessions/${mark.session.id}`}>
          {t('mark.session')}
        </ButtonLink>
      </div>
    </Card>
  );
}
