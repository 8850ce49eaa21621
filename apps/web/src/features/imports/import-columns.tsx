import { type Import, type ImportCheck, ImportField, importFields, mapImport } from '@hadir/contract/imports.ts';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { callOrThrow } from '#lib/api.ts';
import { formatFacts, formatList } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { SelectField } from '#ui/field.tsx';
import { Notice } from '#ui/notice.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { importKeys } from './import-queries.ts';
import { useTexts } from './texts.ts';

type Mapping = (ImportField | null)[];

/** CSV · Windows-1252 · ; */
function describeFormat({ kind, encoding, delimiter }: ImportCheck['format']): string {
  return formatFacts([kind.toUpperCase(), encoding, delimiter?.replace('\t', '⇥')]);
}

/** What each column of the file is taken for, to be put right where it was not understood. */
export function ImportColumns({ item, check }: { item: Import; check: ImportCheck }) {
  const t = useTexts();
  const client = useQueryClient();
  const known = check.columns.map(({ field }) => field);
  const [mapping, setMapping] = useState<Mapping>(known);
  const map = useCommand((body: { mapping: Mapping }) => callOrThrow(mapImport, { params: { id: item.id }, body }), {
    onDone: (checked) => {
      client.setQueryData(importKeys.one(item.id), checked);
      showToast(t('mapped'));
    },
  });
  const fields: readonly ImportField[] = importFields[item.kind];
  const twice = fields.filter((field) => field !== 'name' && mapping.filter((one) => one === field).length > 1);
  const isChanged = JSON.stringify(mapping) !== JSON.stringify(known);
  const set = (index: number, value: string) =>
    setMapping(mapping.map((old, at) => (at === index ? (ImportField.safeParse(value).data ?? null) : old)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (twice.length === 0) map.run({ mapping });
  };
  return (
    <Card title={t('columns')}>
      <p className="mb-4 text-ink-soft">{t('columnsHint')}</p>
      <p className="mb-4 text-sm text-ink-soft">{describeFormat(check.format)}</p>
      {check.missing_fields.length > 0 && (
        <Notice tone="warn" className="mb-4">
          {t('missingFields', { fields: formatList(check.missing_fields.map((field) => t(`fields.${field}`))) })}
        </Notice>
      )}
      <form noValidate onSubmit={submit} className="space-y-4">
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {check.columns.map(({ header, samples }, index) => (
            <SelectField
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name, and none moves
              key={index}
              label={header || t('noHeader', { number: index + 1 })}
              hint={samples.length > 0 ? t('samples', { samples: formatList(samples) }) : t('noSamples')}
              value={mapping[index] ?? ''}
              onChange={(event) => set(index, event.target.value)}
              className="min-w-0 wrap-anywhere"
            >
              <option value="">{t('leaveOut')}</option>
              {fields.map((field) => (
                <option key={field} value={field}>
                  {t(`fields.${field}`)}
                </option>
              ))}
            </SelectField>
          ))}
        </div>
        {twice.length > 0 && (
          <Notice tone="bad" isLive>
            {t('twiceMapped', { fields: formatList(twice.map((field) => t(`fields.${field}`))) })}
          </Notice>
        )}
        {map.failure && <FailureNotice failure={map.failure} />}
        <Button type="submit" look="secondary" isBusy={map.isBusy} disabled={!isChanged || twice.length > 0}>
          {t('map')}
        </Button>
      </form>
    </Card>
  );
}
