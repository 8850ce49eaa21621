import type { CheckResult } from '@hadir/contract/attempts.ts';
import { CircleCheck, CircleDashed, CircleX, Hourglass } from 'lucide-react';
import { Badge } from '#ui/badge.tsx';
import { ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { describeCheck } from './describe-check.ts';
import { useTexts } from './texts.ts';

const looks = {
  passed: { tone: 'good', Icon: CircleCheck },
  failed: { tone: 'bad', Icon: CircleX },
  review: { tone: 'warn', Icon: Hourglass },
  not_run: { tone: 'neutral', Icon: CircleDashed },
} as const;

/** Every check in the order of the protocol, in words; the figures are one click away. */
export function CheckList({ checks }: { checks: readonly CheckResult[] }) {
  const t = useTexts();
  return (
    <Card title={t('attempt.checks')}>
      {checks.length === 0 && <p className="text-ink-soft">{t('attempt.noChecks')}</p>}
      <ol className="divide-y divide-line">
        {checks.map((check) => (
          <Check key={check.check} check={check} />
        ))}
      </ol>
    </Card>
  );
}

function Check({ check }: { check: CheckResult }) {
  const t = useTexts();
  const { title, why, values } = describeCheck(check);
  const { tone, Icon } = looks[check.outcome];
  return (
    <li className="py-3 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <h3 className="font-medium">{title}</h3>
        <Badge tone={tone} icon={<Icon className="size-4" aria-hidden="true" />}>
          {t(`attempt.outcome.${check.outcome}`)}
        </Badge>
      </div>
      {why.map((sentence) => (
        <p key={sentence} className="text-ink-soft">
          {sentence}
        </p>
      ))}
      {typeof check.detail.nearest_person === 'string' && (
        <ButtonLink look="quiet" to={`/people/${check.detail.nearest_person}`}>
          {t('attempt.nearestPerson')}
        </ButtonLink>
      )}
      {values.length > 0 && (
        <details className="mt-1" open={check.outcome === 'failed' || check.outcome === 'review'}>
          <summary className="flex min-h-11 cursor-pointer items-center text-sm font-medium text-brand">
            {t('attempt.values')}
            <span className="sr-only">: {title}</span>
          </summary>
          <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 text-sm">
            {values.map(({ name, value }) => (
              <div key={name} className="contents">
                <dt className="text-ink-soft">{name}</dt>
                <dd className="text-end break-all tabular-nums">{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </li>
  );
}
