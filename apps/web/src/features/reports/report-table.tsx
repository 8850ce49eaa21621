import type { Tally } from '@hadir/contract/reports.ts';
import type { ReactNode } from 'react';
import { CardList } from '#ui/card-list.tsx';
import { type Column, Table } from '#ui/table.tsx';
import { Percentage, TallyLine, useTallyColumns } from './tally-columns.tsx';

/** A table where there is room for one and on paper, cards where there is not. */
export function ReportTable<R extends { tally: Tally | null }>({
  caption,
  columns,
  rows,
  getKey,
  name,
  about,
  heading: Heading = 'h2',
}: {
  caption: string;
  /** Before the figures. */
  columns: Column<R>[];
  rows: R[];
  getKey: (row: R) => string;
  /** Of a card. */
  name: (row: R) => ReactNode;
  /** Below the name of a card. */
  about: (row: R) => ReactNode;
  /** Below a section of its own it is a third one. */
  heading?: 'h2' | 'h3';
}) {
  const figures = useTallyColumns<R>();
  return (
    <>
      <div className="hidden xl:block print:block">
        <Table caption={caption} columns={[...columns, ...figures]} rows={rows} getKey={getKey} />
      </div>
      <div className="xl:hidden print:hidden">
        <CardList label={caption} rows={rows} getKey={getKey}>
          {(row) => (
            <div className="space-y-1.5">
              <div className="flex items-baseline justify-between gap-3">
                <Heading className="min-w-0 font-semibold wrap-anywhere">{name(row)}</Heading>
                <p className="text-lg font-bold tabular-nums">
                  <Percentage value={row.tally?.percentage ?? null} />
                </p>
              </div>
              <div className="text-sm text-ink-soft">{about(row)}</div>
              <TallyLine tally={row.tally} />
            </div>
          )}
        </CardList>
      </div>
    </>
  );
}

/** What a row is called, and what tells it from others of that name. */
export function TwoLines({ first, second }: { first: ReactNode; second: string }) {
  return (
    <>
      <span className="block wrap-anywhere">{first}</span>
      <span className="block text-sm font-normal wrap-anywhere text-ink-soft">{second}</span>
    </>
  );
}
