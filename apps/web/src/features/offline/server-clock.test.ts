import { expect, it } from 'vitest';
import { estimateServerTime } from './server-clock.ts';

const minute = 60_000;
const heardAt = Date.UTC(2026, 10, 20, 8);
const heard = { heardAt, wallMs: 5_000_000, monoMs: 100, origin: 1 };
/** The phone's clocks some minutes later, in the same page. */
const after = (wall: number, mono: number, origin = 1) => ({
  ...{ wallMs: heard.wallMs + wall * minute, monoMs: heard.monoMs + mono * minute, origin },
});

it.each([
  ['both clocks went on', after(30, 30), 30, 30 * minute],
  ['the phone slept in between', after(30, 5), 30, 5 * minute],
  ['the clock was set back', after(-60, 30), 30, 30 * minute],
  ['the app was started anew', after(30, 0, 2), 30, null],
  ['it was started anew and the clock set back: no earlier than the server was heard', after(-60, 0, 2), 0, null],
])('tells the server time when %s', (_, clocks, minutes, elapsed) => {
  const { at, clock } = estimateServerTime(heard, clocks);
  expect(at).toBe(heardAt + minutes * minute);
  expect(clock).toEqual({
    heard_at: '2026-11-20T08:00:00.000Z',
    heard_wall_ms: heard.wallMs,
    wall_ms: clocks.wallMs,
    elapsed_ms: elapsed,
  });
});
