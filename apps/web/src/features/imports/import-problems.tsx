import type { ImportCheck, ImportProblem } from '@hadir/contract/imports.ts';
import { ChevronLeft, ChevronRight, Download } from 'lucide-react';
import { useState } from 'react';
import { formatNumber } from '#lib/format.ts';
import { saveFile } from '#lib/save-file.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { CardList } from '#ui/card-list.tsx';
import { Table } from '#ui/table.tsx';
import { exampleDay, text, useTexts } from './texts.ts';
import { writeCsv } from './write-csv.ts';

const perPage = 50;

/** A spreadsheet's name of a column: A, B … Z, AA. @param column from 1 */
function letterOf(column: number): string {
  const last = String.fromCharCode(65 + ((column - 1) % 26));
  return column <= 26 ? last : letterOf(Math.floor((column - 1) / 26)) + last;
}

const cellOf = ({ row, column }: ImportProblem) => `${column === null ? '' : letterOf(column)}${row}`;

function describe({ code, other_row }: ImportProblem): string {
  const row = other_row === null ? '' : formatNumber(other_row, { useGrouping: false });
  return text(`problems.${code}`, { row, day: exampleDay });
}

/** Everything that is wrong with the rows, to be mended in the file. */
export function ImportProblems({ fileName, check: { problems, columns } }: { fileName: string; check: ImportCheck }) {
  const t = useTexts();
  const [page, setPage] = useState(0);
  const pages = Math.ceil(problems.length / perPage);
  const current = Math.min(page, Math.max(0, pages - 1));
  if (problems.length === 0) return null;
  const shown = problems.slice(current * perPage, (current + 1) * perPage);
  const headerOf = ({ column }: ImportProblem) => (column === null ? '' : (columns[column - 1]?.header ?? ''));
  const keyOf = (problem: ImportProblem) => `${cellOf(problem)} ${problem.field} ${problem.code}`;
  const save = () => {
    const header = [t('cell'), t('column'), t('value'), t('problem')];
    const rows = problems.map((problem) => [cellOf(problem), headerOf(problem), problem.value, describe(problem)]);
    saveFile({ blob: writeCsv([header, ...rows]), name: `${fileName.replace(/\.[^.]*$/, '')}-problems.csv` });
  };
  return (
    <Card
      title={t('problemCount', { count: problems.length })}
      actions={
        <Button look="secondary" icon={<Download className="size-5" aria-hidden="true" />} onClick={save}>
          {t('saveProblems')}
        </Button>
      }
    >
      <p className="mb-4 text-ink-soft">{t('problemHint')}</p>
      <div className="hidden md:block">
        <Table
          caption={t('problemCount', { count: problems.length })}
          rows={shown}
          getKey={keyOf}
          columns={[
            { key: 'cell', header: t('cell'), cell: cellOf, isRowHeader: true },
            { key: 'column', header: t('column'), cell: headerOf, className: 'wrap-anywhere' },
            {
              key: 'value',
              header: t('value'),
              cell: ({ value }) => <bdi>{value}</bdi>,
              className: 'min-w-28 wrap-anywhere',
            },
            { key: 'problem', header: t('problem'), cell: describe },
          ]}
        />
      </div>
      <div className="md:hidden">
        <CardList label={t('problemCount', { count: problems.length })} rows={shown} getKey={keyOf}>
          {(problem) => (
            <>
              <p className="font-semibold">
                {cellOf(problem)} <span className="font-normal text-ink-soft wrap-anywhere">{headerOf(problem)}</span>
              </p>
              {problem.value && (
                <p className="wrap-anywhere">
                  <bdi>{problem.value}</bdi>
                </p>
              )}
              <p>{describe(problem)}</p>
            </>
          )}
        </CardList>
      </div>
      {pages > 1 && (
        <nav aria-label={t('pages')} className="mt-4 flex flex-wrap items-center justify-center gap-3">
          <Button
            look="secondary"
            disabled={current === 0}
            icon={<ChevronLeft className="size-5 rtl:rotate-180" aria-hidden="true" />}
            onClick={() => setPage(current - 1)}
          >
            {t('previous')}
          </Button>
          <span role="status" className="tabular-nums">
            {t('pageOf', { page: formatNumber(current + 1), pages: formatNumber(pages) })}
          </span>
          <Button
            look="secondary"
            disabled={current === pages - 1}
            icon={<ChevronRight className="size-5 rtl:rotate-180" aria-hidden="true" />}
            onClick={() => setPage(current + 1)}
          >
            {t('next')}
          </Button>
        </nav>
      )}
    </Card>
  );
}
