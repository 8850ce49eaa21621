import type { AttemptDetail } from '@hadir/contract/attempts.ts';
import { formatFacts } from '#lib/format.ts';
import { Badge } from '#ui/badge.tsx';
import { Card } from '#ui/card.tsx';
import { describeRisk } from './describe-check.ts';
import { useTexts } from './texts.ts';

/** What spoke against an attempt, with the points that the school gave for each at that moment. */
export function RiskList({ attempt }: { attempt: AttemptDetail }) {
  const t = useTexts();
  const { risk, risk_points: points, settings_version: version } = attempt;
  return (
    <Card title={t('attempt.risk')}>
      {risk.length === 0 ? (
        <p className="text-ink-soft">{t('attempt.riskNone')}</p>
      ) : (
        <>
          <p className="mb-2 font-medium">{t('attempt.riskTotal', { count: points })}</p>
          <ul className="divide-y divide-line">
            {risk.map((item) => (
              <Item key={item.component} item={item} />
            ))}
          </ul>
        </>
      )}
      {version !== null && (
        <p className="mt-3 text-sm text-ink-soft">{t('attempt.settingsVersion', { version: String(version) })}</p>
      )}
    </Card>
  );
}

function Item({ item }: { item: AttemptDetail['risk'][number] }) {
  const t = useTexts();
  const { title, why, values } = describeRisk(item);
  return (
    <li className="py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h3 className="font-medium">{title}</h3>
        <Badge tone={item.points > 0 ? 'warn' : 'neutral'}>{t('attempt.riskPoints', { count: item.points })}</Badge>
      </div>
      {why.map((sentence) => (
        <p key={sentence} className="text-ink-soft">
          {sentence}
        </p>
      ))}
      {values.length > 0 && (
        <p className="text-sm text-ink-soft tabular-nums">
          {formatFacts(values.map(({ name, value }) => `${name}: ${value}`))}
        </p>
      )}
    </li>
  );
}
