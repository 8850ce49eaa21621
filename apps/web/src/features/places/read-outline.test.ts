import { expect, test } from 'vitest';
import { readOutline } from './read-outline.ts';

const at = (lat: string, lng: string) => ({ lat, lng });
const yard = [at('-6,2000', '106.8000'), at('-6.2000', '106,8010'), at('-6.2010', '106.8010')];

test('corners as people type them become an outline', () => {
  expect(readOutline(yard)).toEqual({
    corners: [
      { lat: -6.2, lng: 106.8 },
      { lat: -6.2, lng: 106.801 },
      { lat: -6.201, lng: 106.801 },
    ],
  });
});

test.each([
  ['none', [], { kind: 'too_few' }],
  ['two corners', yard.slice(0, 2), { kind: 'too_few' }],
  ['an empty corner', [...yard, at('', '')], { kind: 'unreadable', corner: 3 }],
  ['a latitude of 91', [at('91', '0'), ...yard], { kind: 'unreadable', corner: 0 }],
  ['the same corner twice', [...yard, at('-6.2', '106.8')], { kind: 'corner_twice' }],
  [
    'lines that cross',
    [at('0', '0'), at('0.001', '0.001'), at('0', '0.001'), at('0.001', '0')],
    { kind: 'crosses_itself' },
  ],
  ['a country', [at('0', '0'), at('0', '5'), at('5', '0')], { kind: 'too_large' }],
])('%s: says what is wrong', (_name, corners, fault) => {
  expect(readOutline(corners)).toEqual({ fault });
});
