import { checkImport, ImportKind, importFields, importFileBytes, neededFields } from '@hadir/contract/imports.ts';
import { useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { callOrThrow } from '#lib/api.ts';
import type { Failure } from '#lib/failure.ts';
import { formatList, formatNumber } from '#lib/format.ts';
import { saveFile } from '#lib/save-file.ts';
import { useCommand } from '#lib/use-command.ts';
import { BackLink } from '#ui/back-link.tsx';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { ChoiceField } from '#ui/choice-field.tsx';
import { controlClasses, Field } from '#ui/field.tsx';
import { Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { importKeys } from './import-queries.ts';
import { readBase64 } from './read-base64.ts';
import { exampleDay, text, useTexts } from './texts.ts';
import { writeCsv } from './write-csv.ts';

type Chosen = { kind: ImportKind; file: File };

/** Chooses what and which file, and has it looked at. */
export default function NewImportPage() {
  const t = useTexts();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [kind, setKind] = useState<ImportKind>('students');
  const [file, setFile] = useState<File | null>(null);
  const [isMissing, setIsMissing] = useState(false);
  const check = useCommand(
    async ({ kind: of, file: chosen }: Chosen) =>
      callOrThrow(checkImport, {
        body: { kind: of, file_name: nameOf(chosen), data: await readBase64(chosen) },
      }),
    {
      refresh: [importKeys.all],
      onDone: (checked) => {
        client.setQueryData(importKeys.one(checked.import.id), checked);
        void navigate(`/imports/${checked.import.id}`);
      },
    },
  );
  const isTooLarge = file !== null && file.size > importFileBytes;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsMissing(file === null);
    if (file && !isTooLarge) check.run({ kind, file });
  };
  const needed = neededFields[kind].map((field) => t(`fields.${field}`));

  return (
    <Page title={t('new')} intro={t('newIntro')} width="narrow">
      <BackLink to="/imports">{t('title')}</BackLink>
      <form noValidate onSubmit={submit} className="space-y-5">
        <ChoiceField
          legend={t('what')}
          value={kind}
          onChange={(event) => setKind(ImportKind.parse(event.target.value))}
          choices={ImportKind.options.map((value) => ({
            value,
            label: t(`kinds.${value}`),
            hint: t(`kindHints.${value}`),
          }))}
        />
        <Card title={t('template')}>
          <p className="mb-3 text-ink-soft">{t('templateHint', { fields: formatList(needed) })}</p>
          <Button
            look="secondary"
            icon={<Download className="size-5" aria-hidden="true" />}
            onClick={() => saveTemplate(kind)}
          >
            {t('saveTemplate')}
          </Button>
        </Card>
        <Field
          label={t('file')}
          hint={t('fileHint', { day: exampleDay, other: '31/05/2010' })}
          error={isTooLarge ? t('tooLarge') : isMissing && file === null ? t('needFile') : undefined}
        >
          {(wiring) => (
            <input
              {...wiring}
              type="file"
              accept=".csv,.txt,.tsv,.xlsx,text/csv,text/plain"
              className={`${controlClasses} file:me-3 file:rounded-lg file:border-0 file:bg-brand-soft file:px-3 file:py-1.5 file:font-semibold file:text-brand`}
              onChange={(event) => {
                setFile(event.target.files?.[0] ?? null);
                check.reset();
              }}
            />
          )}
        </Field>
        {check.failure && <FileFailure failure={check.failure} />}
        <Button type="submit" isBusy={check.isBusy}>
          {t('check')}
        </Button>
      </form>
    </Page>
  );
}

/** Why the file is no table, and where that begins. */
function FileFailure({ failure }: { failure: Failure }) {
  const t = useTexts();
  const path = failure.kind === 'refused' ? (failure.fields[0]?.path ?? '') : '';
  const [, row] = /^rows\.(\d+)$/.exec(path) ?? [];
  return (
    <>
      <FailureNotice failure={failure} />
      {row !== undefined && <Notice>{t('beginsAt', { row: formatNumber(Number(row)) })}</Notice>}
    </>
  );
}

const mostNameCharacters = 200;

/** Without what a name of ours may not have; the ending stays. */
function nameOf(file: File): string {
  const plain = file.name.replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, '_').trim();
  return plain.slice(-mostNameCharacters).trim() || 'file';
}

/** The columns in the words of the screen; an import knows them in every language. */
function saveTemplate(kind: ImportKind): void {
  const columns = importFields[kind].map((field) => text(`fields.${field}`));
  saveFile({ blob: writeCsv([columns]), name: `hadir-${kind}.csv` });
}
