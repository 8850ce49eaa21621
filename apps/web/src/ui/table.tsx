import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { useTexts } from './texts.ts';

export type Column<T> = {
  key: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** The cell that names the row; one a table. */
  isRowHeader?: boolean;
  isNumber?: boolean;
  className?: string;
};

/** A table for wide screens; show a `CardList` of the same rows on narrow ones. */
export function Table<T>({
  caption,
  columns,
  rows,
  getKey,
}: {
  caption: string;
  columns: Column<T>[];
  rows: T[];
  getKey: (row: T) => string;
}) {
  const t = useTexts();
  const align = (column: Column<T>) => (column.isNumber ? 'text-end tabular-nums' : 'text-start');
  return (
    <section
      className="overflow-x-auto rounded-2xl border border-line bg-surface shadow-lift"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={t('table_scroll', { caption })}
    >
      <table className="w-full border-collapse text-[0.95rem]">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line bg-sunken text-sm text-ink-soft">
            {columns.map((column) => (
              <th key={column.key} scope="col" className={classes('px-4 py-2.5 font-semibold', align(column))}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={getKey(row)} className="border-b border-line last:border-0 hover:bg-paper">
              {columns.map((column) => {
                const look = classes('px-4 py-2.5 align-middle', align(column), column.className);
                return column.isRowHeader ? (
                  <th key={column.key} scope="row" className={classes(look, 'font-medium')}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={look}>
                    {column.cell(row)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
