import type { Readable } from 'node:stream';
import { buffer as readBuffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import readExcelFile from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { dispositionOf } from '#http/file-reply.ts';
import { nameFile } from './name-file.ts';
import type { Cell, TableFile } from './table-file.ts';
import { visualRuns } from './visual-runs.ts';
import { writeCsv } from './write-csv.ts';
import { writePdf } from './write-pdf.ts';
import { writeXlsx } from './write-xlsx.ts';

const arabicName = 'عبد الله محمد (أبو علي)';
const attacks = ['a;=1+1', "=cmd|' /C calc'!A0", '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("http://x")'];

const readText = async (stream: Readable) => (await readBuffer(stream)).toString('utf8');

function table(rows: Cell[][], change: Partial<TableFile> = {}): TableFile {
  return {
    title: 'Students / all: [A*]?',
    language: 'en',
    facts: [{ name: 'Time zone', value: 'Asia/Jakarta' }],
    columns: [
      { header: 'Name', kind: 'text', width: 5 },
      { header: 'Present', kind: 'number', width: 2 },
      { header: 'Attendance', kind: 'percent', width: 2 },
    ],
    rows: (async function* () {
      yield* rows;
    })(),
    pageWord: 'Page',
    ...change,
  };
}

it('a CSV begins with a byte order mark and says in every row what it speaks of', async () => {
  const written = await readText(
    writeCsv(
      table([
        [arabicName, 3, 75.5],
        ['a, "b"', -4, null],
      ]),
    ),
  );
  expect(written.startsWith('\ufeff')).toBe(true);
  expect(parse(written, { bom: true })).toEqual([
    ['Name', 'Present', 'Attendance', 'Time zone'],
    [arabicName, '3', '75.5', 'Asia/Jakarta'],
    ['a, "b"', '-4', '', 'Asia/Jakarta'],
  ]);
});

it('no cell of a CSV begins a formula', async () => {
  const written = await readText(writeCsv(table(attacks.map((name) => [name, 1, 1]))));
  const rows: string[][] = parse(written, { bom: true });
  expect(rows).toHaveLength(attacks.length + 1);
  for (const [name = ''] of rows) expect(name).toMatch(/^[^=+\-@\t\r]/);
  expect(written).toContain('"a;=1+1"');
});

it('a spreadsheet holds texts as texts, numbers as numbers, and no formula', async () => {
  const book = await readBuffer(await writeXlsx(table([...attacks, arabicName].map((name) => [name, 1, 50]))));
  const rows = (await readExcelFile(book))[0]?.data ?? [];
  expect(rows.slice(-9).map(([name]) => String(name).trim())).toEqual(
    [...attacks, arabicName].map((name) => name.trim()),
  );
  expect(rows.at(-1)).toEqual([arabicName, 1, 0.5]);
  expect(book.includes('<f>')).toBe(false);
});

it('what is made whole refuses more rows than it can hold, and CSV takes them', async () => {
  const many = () => table(Array.from({ length: 20_001 }, (_, at) => [`Student ${at}`, at, 1]));
  await expect(writeXlsx(many())).rejects.toMatchObject({ code: 'too_many_rows' });
  await expect(writePdf(many())).rejects.toMatchObject({ code: 'too_many_rows' });
  expect(parse(await readText(writeCsv(many())), { bom: true })).toHaveLength(20_002);
});

it('a broken source breaks the file off', async () => {
  const broken = async function* () {
    yield ['one', 1, 1];
    throw new Error('gone');
  };
  await expect(readText(writeCsv(table([], { rows: broken() })))).rejects.toThrow('gone');
  await expect(writeXlsx(table([], { rows: broken() }))).rejects.toThrow('gone');
});

it('a line of two directions is seen as Unicode says', () => {
  expect(visualRuns('abc عمر 12', 'ltr').map(({ text }) => text)).toEqual(['abc ', '12', 'عمر ']);
  expect(visualRuns('عمر (س) 12', 'rtl')).toEqual([
    { text: '12', isRightToLeft: false },
    { text: 'عمر )س( ', isRightToLeft: true },
  ]);
  // A date in a line of Arabic words keeps its order where it is isolated.
  expect(visualRuns('يوم: \u20682026-10-22\u2069', 'rtl').map(({ text }) => text)).toContain('2026-10-22');
  expect(visualRuns('Class عمر', 'rtl').map(({ text }) => text)).toEqual([' عمر', 'Class']);
});

it('a document of many pages is a PDF with its fonts inside', async () => {
  const rows = Array.from({ length: 120 }, (_, at) => [at % 2 ? arabicName : `Wanjiku ${at}`, at, 50]);
  const bytes = await readBuffer(await writePdf(table(rows, { language: 'ar', title: 'تقرير الحضور' })));
  const raw = bytes.toString('latin1');
  expect(raw.startsWith('%PDF-')).toBe(true);
  expect(raw.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(2);
  expect(raw).toContain('IBMPlexSansArabic');
});

it('a name of a file is safe in a header and on a disk, in every script', () => {
  expect(nameFile('SMA 1 / "Merdeka"', 'daily', '2026-11-20')).toBe('SMA-1-Merdeka_daily_2026-11-20');
  expect(nameFile('..', '\r\n')).toBe('hadir');
  const header = dispositionOf('مدرسة_daily.csv');
  expect(header).toMatch(/^attachment; filename="_+daily\.csv"; filename\*=UTF-8''%D9%85/);
  expect(dispositionOf('a"b\r\nc.csv')).not.toMatch(/[\r\n]|a"b/);
});
