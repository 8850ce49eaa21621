import { createHash, randomInt } from 'node:crypto';

/** Without letters and digits that look or sound alike on paper: no 0 O 1 I L, no U for V, no 5 S, no 8 B, no 2 Z. */
const alphabet = '3467 9ACDEFGHJKMNPQRTVWXY'.replace(' ', '');

/** @param groups of four characters each, 4.58 bits a character */
export function newCode(groups: number): string {
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

/** What was typed, as it was printed: any case, with or without dashes and spaces. */
export function readCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '');
}

/** What is kept of a code; `purpose` and owner keep one from counting as another. */
export function hashCode(purpose: string, code: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    createHash('sha256')
      .update(`hadir/v1/${purpose}\n${readCode(code)}`)
      .digest(),
  );
}
