import { randomInt } from 'node:crypto';

// Without I, L, O, 0 and 1: read aloud and copied from a board.
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** Eight letters, about 40 bits. */
export function newJoinCode(): string {
  return Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('');
}
