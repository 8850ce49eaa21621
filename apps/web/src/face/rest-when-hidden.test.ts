import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { REST_MS, restWhenHidden } from './rest-when-hidden.ts';

class Page extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';
  turn(state: DocumentVisibilityState) {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

function begin() {
  const page = new Page();
  const track = { enabled: true };
  const told = { onBack: vi.fn(), onTooLong: vi.fn() };
  return { page, track, ...told, end: restWhenHidden(track, told, page) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('sees nothing while the page is hidden, and goes on when it is back', () => {
  const { page, track, onBack, onTooLong } = begin();
  page.turn('hidden');
  expect(track.enabled).toBe(false);
  vi.advanceTimersByTime(REST_MS - 1);
  page.turn('visible');
  expect(track.enabled).toBe(true);
  expect(onBack).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(REST_MS);
  expect(onTooLong).not.toHaveBeenCalled();
});

it('gives up a camera that nobody comes back to', () => {
  const { page, onTooLong } = begin();
  page.turn('hidden');
  vi.advanceTimersByTime(REST_MS);
  expect(onTooLong).toHaveBeenCalledOnce();
});

it('ends', () => {
  const { page, track, onTooLong, end } = begin();
  page.turn('hidden');
  end();
  vi.advanceTimersByTime(REST_MS);
  expect(onTooLong).not.toHaveBeenCalled();
  track.enabled = true;
  page.turn('hidden');
  expect(track.enabled).toBe(true);
});
