import type { Attempt } from '@hadir/contract/attempts.ts';
import { Link } from 'react-router';
import { formatFacts, formatInstant } from '#lib/format.ts';
import { CardList } from '#ui/card-list.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { OutcomeBadge } from './outcome-badge.tsx';
import { useTexts } from './texts.ts';

/** A table where there is room for one, cards where there is not. */
export function AttemptList({ attempts, zone }: { attempts: Attempt[]; zone: string }) {
  const t = useTexts();
  const time = (attempt: Attempt) => formatInstant(attempt.at, zone);
  const session = (attempt: Attempt) =>
    attempt.session ? formatFacts([attempt.session.course_code, attempt.session.title]) : t('unknownSession');
  const link = (attempt: Attempt, className: string) => (
    <Link
      to={`/attempts/${attempt.id}`}
      className={`font-medium text-brand underline underline-offset-2 ${className}`}
      aria-label={t('openNamed', { name: attempt.student.name, time: time(attempt) })}
    >
      {t('open')}
    </Link>
  );
  const columns: Column<Attempt>[] = [
    { key: 'time', header: t('time'), cell: time, className: 'whitespace-nowrap tabular-nums' },
    { key: 'student', header: t('student'), cell: (attempt) => attempt.student.name, isRowHeader: true },
    { key: 'session', header: t('session'), cell: session, className: 'max-w-56' },
    { key: 'outcome', header: t('outcome'), cell: (attempt) => <OutcomeBadge attempt={attempt} /> },
    {
      key: 'method',
      header: t('method'),
      cell: (attempt) => t(`methods.${attempt.method}`),
      className: 'whitespace-nowrap',
    },
    { key: 'device', header: t('device'), cell: (attempt) => <Device attempt={attempt} />, className: 'min-w-32' },
    { key: 'open', header: t('open'), cell: (attempt) => link(attempt, 'inline-flex min-h-11 items-center') },
  ];
  return (
    <>
      <div className="hidden xl:block">
        <Table caption={t('title')} columns={columns} rows={attempts} getKey={(attempt) => attempt.id} />
      </div>
      <div className="xl:hidden">
        <CardList label={t('title')} rows={attempts} getKey={(attempt) => attempt.id}>
          {(attempt) => (
            <div className="space-y-1.5">
              <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
                <h2 className="font-semibold break-words">{attempt.student.name}</h2>
                <OutcomeBadge attempt={attempt} />
              </div>
              <p className="text-sm break-words text-ink-soft">{session(attempt)}</p>
              <div className="flex items-center justify-between gap-3">
                <p className="text-sm text-ink-soft tabular-nums">
                  {time(attempt)} · {t(`methods.${attempt.method}`)}
                </p>
                {link(attempt, 'inline-flex min-h-11 items-center px-1')}
              </div>
            </div>
          )}
        </CardList>
      </div>
    </>
  );
}

/** Eight of the sixty-four digits tell phones apart at a glance; the whole stands in the detail. */
function Device({ attempt: { device_hash, address } }: { attempt: Attempt }) {
  return (
    <>
      {device_hash && <code className="block text-sm">{device_hash.slice(0, 8)}</code>}
      <span className="block max-w-44 text-sm break-all text-ink-soft">{address}</span>
    </>
  );
}
