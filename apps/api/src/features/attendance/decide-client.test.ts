import { expect, it } from 'vitest';
import { isOlderClient } from './decide-client.ts';

it.each([
  ['1.2.2', true],
  ['1.1.9', true],
  ['0.9.9', true],
  ['1.2.3', false],
  ['1.2.10', false],
  ['1.10.0', false],
  ['2.0.0', false],
  ['1.2.2-beta', true],
  ['dev', false],
  ['', false],
  [null, false],
])('%s is older than 1.2.3: %s', (version, isOlder) => {
  expect(isOlderClient(version, '1.2.3')).toBe(isOlder);
});
