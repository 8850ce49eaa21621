import { expect, it } from 'vitest';
import { getNext } from './use-entry.ts';

it.each([
  [null, '/'],
  ['/history', '/history'],
  ['/attempts?reason=No%20face', '/attempts?reason=No%20face'],
  ['//elsewhere.example', '/'],
  ['/\\elsewhere.example', '/'],
  ['https://elsewhere.example', '/'],
  ['javascript:alert(1)', '/'],
])('leads from a sign-in only to places inside the app: %s', (wanted, next) => {
  expect(getNext(wanted)).toBe(next);
});
