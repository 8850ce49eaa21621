import type PDFDocument from 'pdfkit';
import { fontPieces, type Piece, type Weight } from './pdf-fonts.ts';
import { readsFromRight, visualRuns } from './visual-runs.ts';

type Document = InstanceType<typeof PDFDocument>;
export type Look = { size: number; weight: Weight };
export type Box = { x: number; y: number; width: number; align: 'left' | 'right' };

/** Any set of features has a piece shaped as a whole: word by word, the words of Arabic would stand in the wrong order. */
const whole = { features: ['kern' as const] };
/** The fonts stand on one line, whatever their heights. */
const placed = { lineBreak: false, baseline: 'alphabetic' } as const;

function piecesOf(line: string, { weight }: Look): Piece[] {
  return visualRuns(line, readsFromRight(line) ? 'rtl' : 'ltr').flatMap((run) => fontPieces(run, weight));
}

function widthOf(doc: Document, { text, font }: Piece, size: number): number {
  doc.font(font).fontSize(size);
  return font.startsWith('arabic') ? doc.widthOfString(text, whole) : doc.widthOfString(text);
}

function widthOfLine(doc: Document, line: string, look: Look): number {
  return piecesOf(line, look).reduce((sum, piece) => sum + widthOf(doc, piece, look.size), 0);
}

/** One line; what is too wide for the box goes over its edge, so break it first. */
export function drawLine(doc: Document, line: string, box: Box, look: Look): void {
  const pieces = piecesOf(line, look).map((piece) => ({ ...piece, width: widthOf(doc, piece, look.size) }));
  const total = pieces.reduce((sum, { width }) => sum + width, 0);
  let x = box.align === 'left' ? box.x : box.x + box.width - total;
  for (const { text, font, width } of pieces) {
    doc.font(font).fontSize(look.size);
    doc.text(text, x, box.y + look.size, font.startsWith('arabic') ? { ...placed, ...whole } : placed);
    x += width;
  }
}

/** Lines that fit the width, broken between words where that can be; an ellipsis where `most` are too few. */
export function breakLines(doc: Document, text: string, width: number, most: number, look: Look): string[] {
  const fits = (line: string) => widthOfLine(doc, line, look) <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).flatMap((one) => cutWord(one, fits))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || fits(longer)) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]?.slice(0, -1) ?? ''}…`];
}

/** A word in parts that fit; nearly always the word. */
function cutWord(word: string, fits: (part: string) => boolean): string[] {
  if (word === '' || fits(word)) return [word];
  const parts = [''];
  for (const sign of word) {
    const longer = `${parts.at(-1)}${sign}`;
    if (parts.at(-1) === '' || fits(longer)) parts[parts.length - 1] = longer;
    else parts.push(sign);
  }
  return parts;
}
