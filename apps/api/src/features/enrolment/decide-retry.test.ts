import { describe, expect, it } from 'vitest';
import { decideRetry } from './decide-retry.ts';

const now = new Date('2026-11-20T08:00:00Z');
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe('the retry ladder', () => {
  it.each([
    ['nobody has failed', null, { kind: 'may_try' }],
    ['four in a row, just now', { failures: 4, lastFailureAt: now, offAt: null }, { kind: 'may_try' }],
    ['five in a row, just now', { failures: 5, lastFailureAt: now, offAt: null }, { kind: 'wait', retryAfterS: 30 }],
    [
      'five, the last 12.5 seconds ago',
      { failures: 5, lastFailureAt: secondsAgo(12.5), offAt: null },
      { kind: 'wait', retryAfterS: 18 },
    ],
    [
      'forty-nine, the last 29.9 seconds ago',
      { failures: 49, lastFailureAt: secondsAgo(29.9), offAt: null },
      { kind: 'wait', retryAfterS: 1 },
    ],
    ['five, the last 30 seconds ago', { failures: 5, lastFailureAt: secondsAgo(30), offAt: null }, { kind: 'may_try' }],
    ['switched off, a week ago', { failures: 50, lastFailureAt: secondsAgo(604_800), offAt: now }, { kind: 'off' }],
  ])('%s', (_, trial, decision) => {
    expect(decideRetry(trial, now)).toEqual(decision);
  });
});
