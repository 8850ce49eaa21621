import { expect, it } from 'vitest';
import { type CaptureFacts, decideCaptureTime } from './decide-capture-time.ts';

const minute = 60_000;
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 20, 8) + minutes * minute);
const iso = (minutes: number) => at(minutes).toISOString();
/** The phone's own clock, which is an hour ahead of ours. */
const wall = (minutes: number) => at(minutes + 60).getTime();

/** Ticket at 0, its time heard at 0; class from 90 to 150, captured at 100, sent and received at 300. */
function facts(change: Partial<CaptureFacts> = {}, clock: object = {}): CaptureFacts {
  return {
    claim: {
      captured_at: iso(100),
      clock: { heard_at: iso(0), heard_wall_ms: wall(0), wall_ms: wall(100), elapsed_ms: 100 * minute, ...clock },
    },
    ...{ ticketIssuedAt: at(0), previousAt: null, receivedAt: at(300), sentWallMs: wall(300) },
    window: { from: at(90), to: at(150) },
    ...change,
  };
}

const claiming = (minutes: number, clock: object = {}) => ({
  claim: { ...facts({}, clock).claim, captured_at: iso(minutes) },
});

it('believes the phone where its clocks and ours agree, however wrong its own is', () => {
  expect(decideCaptureTime(facts())).toEqual({ at: at(100), fault: null, isClockChanged: false });
});

it.each([
  ['was started anew and does not say when it sent', { elapsed_ms: null }, { sentWallMs: null }],
  ['slept, when the clock that nobody sets stands still', { elapsed_ms: 20 * minute }, {}],
])('takes a phone at its word that %s', (_, clock, change) => {
  expect(decideCaptureTime(facts(change, clock))).toMatchObject({ at: at(100), fault: null, isClockChanged: false });
});

it.each([
  ['in the future', { ...claiming(303), sentWallMs: null }, 'future_capture'],
  ['before its ticket', { ...claiming(-1), sentWallMs: null }, 'before_ticket'],
  ['before the record before it', { previousAt: at(101) }, 'before_previous'],
])('refuses a capture %s', (_, change, fault) => {
  expect(decideCaptureTime(facts(change)).fault).toBe(fault);
});

it('lets a capture lie a little ahead of our clock, and never keeps it so', () => {
  const early = facts({ ...claiming(101), receivedAt: at(100), sentWallMs: wall(100) });
  expect(decideCaptureTime(early)).toMatchObject({ at: at(100), fault: null });
});

it('takes the time until it was sent where the clock was set forward before the mark, and tells a person', () => {
  const forward = facts({ ...claiming(500, { wall_ms: wall(500) }), sentWallMs: wall(700) });
  expect(decideCaptureTime(forward)).toEqual({ at: at(100), fault: null, isClockChanged: true });
});

it.each([
  ['its own clock moved back while the app was open', { wall_ms: wall(40) }, {}],
  ['it claims another time than its clocks give', {}, claiming(95)],
  ['its clock moved while the app was closed', { elapsed_ms: null, wall_ms: wall(70) }, {}],
  ['its clock moved before it sent', {}, { sentWallMs: wall(330) }],
  ['it says that it heard our time before there was a ticket', { heard_at: iso(-10) }, {}],
])('tells a person when %s', (_, clock, change) => {
  expect(decideCaptureTime({ ...facts({}, clock), ...change })).toMatchObject({ fault: null, isClockChanged: true });
});
