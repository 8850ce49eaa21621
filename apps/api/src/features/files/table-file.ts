import type { FileFormat, FileLanguage } from '@hadir/contract/reports.ts';
import type { z } from 'zod';

/** Text, a number, or nothing. A number of a `percent` column is 0–100. */
export type Cell = string | number | null;

export type Column = {
  header: string;
  kind: 'text' | 'number' | 'percent';
  /** Share of the page's width in a PDF, and about its letters in a spreadsheet. */
  width: number;
};

/** A table to be written, with what has to be known to read it. */
export type TableFile = {
  title: string;
  language: z.infer<typeof FileLanguage>;
  /** What it speaks of: school, interval, zone, how it was counted. */
  facts: readonly { name: string; value: string }[];
  columns: readonly Column[];
  rows: AsyncIterable<readonly Cell[]>;
  /** For `Page 2`. */
  pageWord: string;
};

export const mediaTypes: Record<FileFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
};
