import { type AuditRow, auditActions } from '@hadir/contract/audit.ts';
import { ArrowRight } from 'lucide-react';
import { formatInstant } from '#lib/format.ts';
import { CardList } from '#ui/card-list.tsx';
import type { AuditFilters } from './audit-filters.ts';
import { ChangeTable } from './change-table.tsx';
import { nameSubject } from './name-subject.ts';
import { useTexts } from './texts.ts';

type Set = (name: keyof AuditFilters, value: string) => void;

/** The rows of the log: what, to what, who and when at a glance; before and after are one click away. */
export function AuditList({ rows, zone, onSet }: { rows: AuditRow[]; zone: string; onSet: Set }) {
  const t = useTexts();
  return (
    <CardList label={t('title')} rows={rows} getKey={(row) => row.id}>
      {(row) => <Row row={row} time={formatInstant(row.at, zone)} onSet={onSet} />}
    </CardList>
  );
}

function Row({ row, time, onSet }: { row: AuditRow; time: string; onSet: Set }) {
  const t = useTexts();
  const known = auditActions.find((action) => action === row.action);
  const what = known ? t(`actions.${known}`) : row.action;
  const subject = nameSubject(row.subject);
  const actor = row.actor === null ? t('nobody') : (row.actor.name ?? t('gone'));
  return (
    <article className="space-y-1">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="font-semibold">{what}</h2>
        <time dateTime={row.at} className="text-sm whitespace-nowrap text-ink-soft tabular-nums">
          {time}
        </time>
      </div>
      <p className="flex flex-wrap items-center gap-x-3">
        <Choose
          label={row.actor && t('onlyActor', { name: actor })}
          onChoose={() => onSet('actor_id', row.actor?.id ?? '')}
        >
          {actor}
        </Choose>
        <ArrowRight className="size-4 shrink-0 text-ink-soft rtl:rotate-180" aria-hidden="true" />
        <Choose label={t('onlySubject', { name: subject })} onChoose={() => onSet('subject_id', row.subject.id)}>
          {subject}
        </Choose>
      </p>
      {row.is_erased ? (
        <p className="text-sm text-ink-soft italic">{t('erased')}</p>
      ) : (
        <details>
          <summary className="flex min-h-11 w-fit cursor-pointer items-center text-sm font-medium text-brand">
            {t('details')}
            <span className="sr-only">: {t('detailsOf', { what, time })}</span>
          </summary>
          <ChangeTable row={row} caption={t('detailsOf', { what, time })} />
        </details>
      )}
    </article>
  );
}

/** A word that narrows the log to itself. */
function Choose({ label, onChoose, children }: { label: string | null; onChoose: () => void; children: string }) {
  if (label === null) return <span className="text-ink-soft">{children}</span>;
  return (
    <button
      type="button"
      aria-label={label}
      className="inline-flex min-h-11 items-center text-start wrap-anywhere underline decoration-line-strong underline-offset-4 hover:text-brand"
      onClick={onChoose}
    >
      {children}
    </button>
  );
}
