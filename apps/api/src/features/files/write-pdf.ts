import type { Readable } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';
import PDFDocument from 'pdfkit';
import { breakLines, drawLine, type Look } from './draw-text.ts';
import { gatherRows } from './gather-rows.ts';
import { registerFonts } from './pdf-fonts.ts';
import type { Cell, Column, TableFile } from './table-file.ts';

const mostRows = 5000;
/** Points; 36 are half an inch. */
const margin = 36;
const padding = 4;
const lineHeight = 1.45;
const mostLines = 3;
/** Rows between two looks at what else there is to do. */
const rowsAtATime = 40;

type Document = InstanceType<typeof PDFDocument>;
type Sheet = { doc: Document; table: TableFile; columns: { column: Column; x: number; width: number }[]; page: number };

/**
 * A4 on its side, the head of the table on every page, the columns from the right for languages that are read so.
 * @throws AppError too_many_rows
 */
export async function writePdf(table: TableFile): Promise<Readable> {
  const rows = await gatherRows(table.rows, mostRows);
  const doc = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 0,
    lang: table.language,
    displayTitle: true,
    info: { Title: table.title, Creator: 'Hadir' },
  });
  registerFonts(doc);
  const sheet = { doc, table, columns: placeColumns(doc, table), page: 1 };
  void drawRows(sheet, rows).catch((cause: unknown) =>
    doc.destroy(cause instanceof Error ? cause : new Error('the document could not be drawn', { cause })),
  );
  return doc;
}

function placeColumns(doc: Document, { columns, language }: TableFile): Sheet['columns'] {
  const room = doc.page.width - 2 * margin;
  const shares = columns.reduce((sum, { width }) => sum + width, 0);
  let from = 0;
  return columns.map((column) => {
    const width = (room * column.width) / shares;
    const x = language === 'ar' ? margin + room - from - width : margin + from;
    from += width;
    return { column, x, width };
  });
}

async function drawRows(sheet: Sheet, rows: readonly (readonly Cell[])[]): Promise<void> {
  let y = drawHead(sheet, drawTop(sheet));
  for (const [at, row] of rows.entries()) {
    if (at % rowsAtATime === rowsAtATime - 1) await breathe();
    y = drawRow(sheet, row, y);
  }
  drawFoot(sheet);
  sheet.doc.end();
}

/** Title and facts. @returns where the table begins */
function drawTop(sheet: Sheet): number {
  const { doc, table } = sheet;
  const align = table.language === 'ar' ? 'right' : 'left';
  const width = doc.page.width - 2 * margin;
  let y = margin;
  const put = (text: string, look: Look) => {
    for (const line of breakLines(doc, text, width, 6, look)) {
      drawLine(doc.fillColor('#111'), line, { x: margin, y, width, align }, look);
      y += look.size * lineHeight;
    }
  };
  put(table.title, { size: 16, weight: 'bold' });
  for (const { name, value } of table.facts) put(`${name}: ${isolated(value)}`, { size: 9, weight: 'regular' });
  return y + 8;
}

function drawHead(sheet: Sheet, y: number): number {
  const { doc, columns } = sheet;
  const texts = columns.map(({ column }) => column.header);
  const height = heightOf(sheet, texts, 'bold');
  doc.rect(margin, y, doc.page.width - 2 * margin, height).fill('#e8eef4');
  drawCells(sheet, texts, y, 'bold');
  return y + height;
}

function drawRow(sheet: Sheet, row: readonly Cell[], y: number): number {
  const texts = sheet.columns.map(({ column }, at) => written(row[at] ?? null, column));
  const height = heightOf(sheet, texts, 'regular');
  let top = y;
  if (top + height > sheet.doc.page.height - margin - 14) {
    drawFoot(sheet);
    sheet.doc.addPage();
    sheet.page += 1;
    top = drawHead(sheet, margin);
  }
  drawCells(sheet, texts, top, 'regular');
  const bottom = top + height;
  sheet.doc
    .moveTo(margin, bottom)
    .lineTo(sheet.doc.page.width - margin, bottom)
    .lineWidth(0.4)
    .stroke('#c8d0d8');
  return bottom;
}

const size = 8.5;

function linesOf(sheet: Sheet, text: string, at: number, weight: Look['weight']): string[] {
  const width = (sheet.columns[at]?.width ?? 0) - 2 * padding;
  return breakLines(sheet.doc, text, width, mostLines, { size, weight });
}

function heightOf(sheet: Sheet, texts: readonly string[], weight: Look['weight']): number {
  const most = Math.max(...texts.map((text, at) => linesOf(sheet, text, at, weight).length));
  return most * size * lineHeight + 2 * padding;
}

function drawCells(sheet: Sheet, texts: readonly string[], y: number, weight: Look['weight']): void {
  const isMirrored = sheet.table.language === 'ar';
  for (const [at, { column, x, width }] of sheet.columns.entries()) {
    const align = (column.kind === 'text') !== isMirrored ? 'left' : 'right';
    for (const [index, line] of linesOf(sheet, texts[at] ?? '', at, weight).entries()) {
      const box = {
        x: x + padding,
        y: y + padding + index * size * lineHeight,
        width: width - 2 * padding,
        align,
      } as const;
      drawLine(sheet.doc.fillColor('#111'), line, box, { size, weight });
    }
  }
}

/** First strong isolate … pop: a date among Arabic words keeps the order of its parts. */
function isolated(value: string): string {
  return `\u2068${value}\u2069`;
}

function drawFoot(sheet: Sheet): void {
  const { doc, table, page } = sheet;
  const box = { x: margin, y: doc.page.height - margin, width: doc.page.width - 2 * margin, align: 'right' } as const;
  drawLine(doc.fillColor('#555'), `${table.pageWord} ${page}`, box, { size: 8, weight: 'regular' });
}

function written(cell: Cell, column: Column): string {
  if (cell === null) return '–';
  return column.kind === 'percent' && typeof cell === 'number' ? `${cell.toFixed(1)} %` : String(cell);
}
