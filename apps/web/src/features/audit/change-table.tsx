import type { AuditRow } from '@hadir/contract/audit.ts';
import { DataList } from '#ui/data-list.tsx';
import { type Change, describeChange } from './describe-change.ts';
import { useTexts } from './texts.ts';

/** Before and after field by field, the reason, and where it came from. */
export function ChangeTable({ row, caption }: { row: AuditRow; caption: string }) {
  const t = useTexts();
  const changes = describeChange(row);
  const { reason, address, user_agent: agent } = row;
  const facts = [
    { name: t('reason'), value: reason },
    { name: t('address'), value: address },
    { name: t('agent'), value: agent },
  ].filter(({ value }) => value !== null);
  return (
    <div className="space-y-4 rounded-xl bg-sunken p-4 text-[0.95rem]">
      {changes.length > 0 && <Fields changes={changes} caption={caption} row={row} />}
      {facts.length > 0 && <DataList items={facts} />}
      {changes.length === 0 && facts.length === 0 && <p className="text-ink-soft">{t('noDetails')}</p>}
    </div>
  );
}

function Fields({ changes, caption, row }: { changes: Change[]; caption: string; row: AuditRow }) {
  const t = useTexts();
  const head = 'px-2 py-1 text-start text-sm font-semibold text-ink-soft';
  const cell = 'px-2 py-1 align-top wrap-anywhere';
  const hasBefore = row.before !== null;
  const hasAfter = row.after !== null;
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={head}>
            {t('field')}
          </th>
          {hasBefore && (
            <th scope="col" className={head}>
              {t('before')}
            </th>
          )}
          {hasAfter && (
            <th scope="col" className={head}>
              {t(hasBefore ? 'after' : 'value')}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ name, before, after, hasChanged }) => (
          <tr key={name} className="border-t border-line">
            <th scope="row" className={`${cell} text-start font-normal text-ink-soft`}>
              {name}
            </th>
            {hasBefore && <td className={cell}>{before ?? t('nothing')}</td>}
            {hasAfter && <td className={`${cell} ${hasChanged ? 'font-semibold' : ''}`}>{after ?? t('nothing')}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
