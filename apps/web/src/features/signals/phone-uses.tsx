import type { PhoneGroup } from '@hadir/contract/signals.ts';
import { Link } from 'react-router';
import { formatDayTime, formatNumber } from '#lib/format.ts';
import { CardList } from '#ui/card-list.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { shortHash } from './phone-graph.tsx';
import { useTexts } from './texts.ts';

type Use = PhoneGroup['uses'][number];

const linkClasses = 'inline-flex min-h-11 items-center text-brand underline underline-offset-2';

/** The same as the picture, to be read. */
export function PhoneUses({ group, caption, zone }: { group: PhoneGroup; caption: string; zone: string }) {
  const t = useTexts();
  const key = (use: Use) => `${use.person_id} ${use.device_hash}`;
  const person = ({ person_id: id }: Use) => {
    const name = group.people.find((one) => one.id === id)?.name ?? '';
    return (
      <Link
        className={`${linkClasses} font-medium`}
        to={`/attempts?student_id=${encodeURIComponent(id)}`}
        aria-label={t('graph.openPerson', { name })}
      >
        {name}
      </Link>
    );
  };
  const phone = ({ device_hash: hash }: Use) => (
    <Link
      className={linkClasses}
      to={`/attempts?device_hash=${encodeURIComponent(hash)}`}
      aria-label={t('graph.phoneNamed', { hash: shortHash(hash) })}
    >
      {t('graph.phone', { hash: shortHash(hash) })}
    </Link>
  );
  const columns: Column<Use>[] = [
    { key: 'person', header: t('graph.person'), cell: person, isRowHeader: true },
    { key: 'phone', header: t('detail.phone'), cell: phone },
    { key: 'accepted', header: t('graph.accepted'), cell: ({ accepted }) => formatNumber(accepted), isNumber: true },
    { key: 'refused', header: t('graph.refused'), cell: ({ refused }) => formatNumber(refused), isNumber: true },
    { key: 'last', header: t('graph.lastUse'), cell: (use) => formatDayTime(use.last_at, zone) },
  ];
  return (
    <>
      <div className="hidden md:block">
        <Table caption={caption} columns={columns} rows={group.uses} getKey={key} />
      </div>
      <div className="md:hidden">
        <CardList label={caption} rows={group.uses} getKey={key}>
          {(use) => (
            <>
              <div className="flex flex-wrap items-center gap-x-4">
                {person(use)}
                {phone(use)}
              </div>
              <p className="text-sm text-ink-soft tabular-nums">
                {t('graph.accepted')} {formatNumber(use.accepted)} · {t('graph.refused')} {formatNumber(use.refused)} ·{' '}
                {formatDayTime(use.last_at, zone)}
              </p>
            </>
          )}
        </CardList>
      </div>
    </>
  );
}
