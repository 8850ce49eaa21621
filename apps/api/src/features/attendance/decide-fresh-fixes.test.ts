import { expect, it } from 'vitest';
import { decideFreshFixes } from './decide-fresh-fixes.ts';
import { readPosition } from './read-position.ts';

const issued = new Date('2026-11-20T08:00:00Z');
const now = new Date('2026-11-20T08:00:30Z');
const fix = (at: string | undefined, accuracy: number) => ({ lat: 1, lng: 2, accuracy, ...(at && { at }) });

it.each<[string, Record<string, unknown>, Date | null, string, number]>([
  ['of this moment', { positions: [fix('2026-11-20T08:00:05Z', 5)] }, issued, 'given', 0],
  ['of two minutes before', { positions: [fix('2026-11-20T07:58:00Z', 5)] }, issued, 'given', 0],
  ['older', { positions: [fix('2026-11-20T07:57:59Z', 5)] }, issued, 'absent', 1],
  ['older, without a challenge', { positions: [fix('2026-11-19T07:57:59Z', 5)] }, null, 'given', 0],
  ['of a clock two minutes ahead', { positions: [fix('2026-11-20T08:02:30Z', 5)] }, issued, 'given', 0],
  ['of tomorrow', { positions: [fix('2026-11-21T08:00:00Z', 5)] }, issued, 'absent', 1],
  ['without a time', { positions: [fix(undefined, 5)] }, issued, 'given', 0],
  [
    'old, repeated on top without its time',
    { ...fix(undefined, 5), positions: [fix('2020-01-01T00:00:00Z', 5)] },
    issued,
    'absent',
    1,
  ],
  [
    'one old, one new',
    { positions: [fix('2020-01-01T00:00:00Z', 5), fix('2026-11-20T08:00:05Z', 9)] },
    issued,
    'given',
    1,
  ],
])('a fix %s', (_, body, since, kind, stale) => {
  const fresh = decideFreshFixes(readPosition(body), since, now);
  expect([fresh.claim.kind, fresh.stale]).toEqual([kind, stale]);
  if (stale === 1 && fresh.claim.kind === 'given') expect(fresh.claim.best.accuracy).toBe(9);
});
