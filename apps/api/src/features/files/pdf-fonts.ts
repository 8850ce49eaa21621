import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type PDFDocument from 'pdfkit';

type Document = InstanceType<typeof PDFDocument>;
export type Weight = 'regular' | 'bold';

/**
 * Noto Sans for Latin, Greek and Cyrillic, IBM Plex Sans Arabic (SIL Open Font License 1.1, both); the document takes the
 * glyphs it needs. Fonts that put Arabic letters together from a body and dots are copied out of a PDF as other letters.
 */
const files = {
  'plain-regular': '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  'plain-bold': '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
  'arabic-regular': '@expo-google-fonts/ibm-plex-sans-arabic/400Regular/IBMPlexSansArabic_400Regular.ttf',
  'arabic-bold': '@expo-google-fonts/ibm-plex-sans-arabic/700Bold/IBMPlexSansArabic_700Bold.ttf',
} as const;

const read = new Map<string, Buffer>();

export function registerFonts(doc: Document): void {
  for (const [name, file] of Object.entries(files)) {
    const bytes = read.get(name) ?? readFileSync(fileURLToPath(import.meta.resolve(file)));
    read.set(name, bytes);
    doc.registerFont(name, bytes);
  }
}

const arabic = /[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]/u;

export type Piece = { text: string; font: keyof typeof files };

/** A run in pieces of one font each, in the order they are seen in. Blanks and marks stay with what stands before them. */
export function fontPieces(run: { text: string; isRightToLeft: boolean }, weight: Weight): Piece[] {
  const pieces: Piece[] = [];
  // Isolates have done their work by now, and have no look.
  for (const sign of run.text.replace(/[\u2066-\u2069]/g, '')) {
    const last = pieces.at(-1);
    const isAttached = last !== undefined && /[\p{M}\p{Cf} ]/u.test(sign);
    const font = isAttached ? last.font : (`${arabic.test(sign) ? 'arabic' : 'plain'}-${weight}` as const);
    if (last?.font === font) last.text += sign;
    else pieces.push({ text: sign, font });
  }
  if (!run.isRightToLeft) return pieces;
  // The Arabic font turns its own letters round; the other one does not know that it should.
  return pieces
    .toReversed()
    .map((piece) => (piece.font.startsWith('arabic') ? piece : { ...piece, text: [...piece.text].reverse().join('') }));
}
