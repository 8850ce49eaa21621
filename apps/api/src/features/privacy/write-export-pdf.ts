import type { Readable } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';
import type { PersonExport } from '@hadir/contract/person-export.ts';
import PDFDocument from 'pdfkit';
import { breakLines, drawLine, type Look } from '#features/files/draw-text.ts';
import { registerFonts } from '#features/files/pdf-fonts.ts';

/** Points; 48 are two thirds of an inch. */
const margin = 48;
const lineHeight = 1.45;
/** Rows between two looks at what else there is to do. */
const rowsAtATime = 40;

const looks = {
  title: { size: 18, weight: 'bold' },
  heading: { size: 12, weight: 'bold' },
  text: { size: 9, weight: 'regular' },
} as const satisfies Record<string, Look>;

type Value = string | number | boolean | null;
type Row = Record<string, unknown>;

/** The export on paper, A4: a heading for each part, and under it what is kept, a paragraph a row. */
export function writeExportPdf(given: PersonExport): Readable {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    lang: 'en',
    displayTitle: true,
    info: { Title: `What is kept of ${given.account.name}`, Creator: 'Hadir' },
  });
  registerFonts(doc);
  void drawExport(doc, given).catch((cause: unknown) =>
    doc.destroy(cause instanceof Error ? cause : new Error('the export could not be drawn', { cause })),
  );
  return doc;
}

async function drawExport(doc: InstanceType<typeof PDFDocument>, given: PersonExport): Promise<void> {
  const { made_at, school, account, photo, left_out, ...parts } = given;
  let y = margin;
  const put = (text: string, look: Look, space = 0) => {
    const width = doc.page.width - 2 * margin;
    for (const line of breakLines(doc, text, width, 200, look)) {
      if (y + look.size * lineHeight > doc.page.height - margin) {
        doc.addPage();
        y = margin;
      }
      drawLine(doc.fillColor('#111'), line, { x: margin, y, width, align: 'left' }, look);
      y += look.size * lineHeight;
    }
    y += space;
  };
  put(`What is kept of ${account.name}`, looks.title, 4);
  put(`${school}, ${made_at}`, looks.text, 10);
  put('Account', looks.heading, 2);
  put(describe(account), looks.text, 10);
  put('Photo', looks.heading, 2);
  put(photo ? `${photo.media_type}, added at ${photo.added_at}` : 'none', looks.text, 10);
  for (const [name, part] of Object.entries(parts)) {
    put(inWords(name), looks.heading, 2);
    const rows: unknown[] = part === null ? [] : Array.isArray(part) ? part : [part];
    if (rows.length === 0) put('none', looks.text);
    for (const [at, row] of rows.entries()) {
      if (at % rowsAtATime === rowsAtATime - 1) await breathe();
      if (isRow(row)) put(describe(row), looks.text, 3);
    }
    y += 8;
  }
  put('Not in here', looks.heading, 2);
  for (const one of left_out) put(one, looks.text, 3);
  doc.end();
}

/** `given_at: …; given_by: …`, without what is empty. */
function describe(row: Row): string {
  return Object.entries(row)
    .flatMap(([name, value]) => {
      if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return [];
      return [`${inWords(name)}: ${inText(value)}`];
    })
    .join('; ');
}

function inText(value: unknown): string {
  if (Array.isArray(value))
    return value.map((one: unknown) => `(${isRow(one) ? describe(one) : inText(one)})`).join(' ');
  if (isRow(value)) return `(${describe(value)})`;
  return isPlain(value) ? (typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)) : '';
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
const isPlain = (value: unknown): value is Value => ['string', 'number', 'boolean'].includes(typeof value);

/** `guardian_links` as `Guardian links`. */
function inWords(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
