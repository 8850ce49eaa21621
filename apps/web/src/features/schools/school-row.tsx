import type { SchoolEntry } from '@hadir/contract/schools.ts';
import { CircleCheck, CircleStop, MailPlus } from 'lucide-react';
import { useTexts as useDestruction } from '#features/privacy/destruction-texts.ts';
import { nameCountry } from '#features/school/list-countries.ts';
import { formatDay, formatFacts } from '#lib/format.ts';
import { Badge } from '#ui/badge.tsx';
import { Button, ButtonLink } from '#ui/button.tsx';
import { useTexts } from './texts.ts';

/** One school in numbers, and whether its people are let in. */
export function SchoolRow({
  school,
  onInvite,
  onSwitch,
}: {
  school: SchoolEntry;
  onInvite: () => void;
  onSwitch: () => void;
}) {
  const t = useTexts();
  const destroying = useDestruction();
  const { name, students, staff, time_zone, country, created_at, stopped_at } = school;
  const isStopped = stopped_at !== null;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 space-y-1">
        <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-lg font-semibold">
          <span className="min-w-0 wrap-anywhere">{name}</span>
          {isStopped ? (
            <Badge tone="bad" icon={<CircleStop className="size-4" aria-hidden="true" />}>
              {t('stoppedSince', { date: formatDay(stopped_at) })}
            </Badge>
          ) : (
            <Badge tone="good" icon={<CircleCheck className="size-4" aria-hidden="true" />}>
              {t('running')}
            </Badge>
          )}
        </h2>
        <p>{formatFacts([t('students', { count: students }), t('staff', { count: staff })])}</p>
        <p className="text-sm text-ink-soft">
          {formatFacts([nameCountry(country), time_zone, t('since', { date: formatDay(created_at) })])}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {!isStopped && (
          <Button
            look="secondary"
            icon={<MailPlus className="size-5" aria-hidden="true" />}
            aria-label={t('inviteAdminNamed', { name })}
            onClick={onInvite}
          >
            {t('inviteAdmin')}
          </Button>
        )}
        <Button
          look={isStopped ? 'secondary' : 'danger'}
          aria-label={t(isStopped ? 'reopenNamed' : 'stopNamed', { name })}
          onClick={onSwitch}
        >
          {t(isStopped ? 'reopen' : 'stop')}
        </Button>
        <ButtonLink
          to={`/schools/${school.id}/destruction`}
          look="quiet"
          aria-label={destroying('openNamed', { name })}
        >
          {destroying('open')}
        </ButtonLink>
      </div>
    </div>
  );
}
