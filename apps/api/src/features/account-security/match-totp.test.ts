import { expect, it } from 'vitest';
import { matchTotp } from './match-totp.ts';

// RFC 6238, appendix B: the secret "12345678901234567890", SHA-1; the last six of its eight digits.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);

it.each([
  [59, '287082', 1n],
  [1111111109, '081804', 37037036n],
  [1234567890, '005924', 41152263n],
  [20000000000, '353130', 666666666n],
])('knows the codes of the standard: %i', (seconds, code, step) => {
  expect(matchTotp(secret, code, at(seconds), null)).toBe(step);
});

// The step of 081804 lasts from 1111111080 to 1111111109.
it.each([
  ['one step before its time', 1111111050, 37037036n],
  ['one step after', 1111111139, 37037036n],
  ['two steps after', 1111111140, null],
  ['two steps before', 1111111049, null],
])('takes a code %s as it should', (_, seconds, step) => {
  expect(matchTotp(secret, '081804', at(seconds), null)).toBe(step);
});

it('takes no code of a step that was used, nor of one before', () => {
  expect(matchTotp(secret, '287082', at(59), 1n)).toBeNull();
  expect(matchTotp(secret, '287082', at(59), 2n)).toBeNull();
  expect(matchTotp(secret, '287082', at(59), 0n)).toBe(1n);
});

it.each(['', '28708', '2870822', '28 7082', '２８７０８２', 'abcdef'])('is not confused by "%s"', (code) => {
  expect(matchTotp(secret, code, at(59), null)).toBeNull();
});
