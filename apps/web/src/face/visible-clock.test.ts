import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startVisibleClock } from './visible-clock.ts';

class Page extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';
  turn(state: DocumentVisibilityState) {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('counts the time the page was seen', () => {
  const page = new Page();
  const clock = startVisibleClock(page);
  vi.advanceTimersByTime(1000);
  page.turn('hidden');
  vi.advanceTimersByTime(60_000);
  expect(clock.now()).toBeCloseTo(1000, 0);
  page.turn('visible');
  vi.advanceTimersByTime(500);
  expect(clock.now()).toBeCloseTo(1500, 0);
});

it('does not run out of time behind another app', () => {
  const page = new Page();
  const clock = startVisibleClock(page);
  const signal = clock.deadline(2000);
  vi.advanceTimersByTime(1500);
  page.turn('hidden');
  vi.advanceTimersByTime(60_000);
  expect(signal.aborted).toBe(false);
  page.turn('visible');
  vi.advanceTimersByTime(400);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(200);
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

it('stops', () => {
  const clock = startVisibleClock(new Page());
  const signal = clock.deadline(100);
  clock.stop();
  vi.advanceTimersByTime(1000);
  expect(signal.aborted).toBe(false);
});
