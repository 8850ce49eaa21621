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
  expect(decideCaptureTime(facts())).toEqual({ at: at(100), fault: null, movedMs: 0, isClockChanged: false });
});

it.each([
  ['was started anew and does not say when it sent', { elapsed_ms: null }, { sentWallMs: null }],
  ['slept, when the clock that nobody sets stands still', { elapsed_ms: 20 * minute }, {}],
])('takes a phone at its word that %s', (_, clock, change) => {
  expect(decideCaptureTime(facts(change, clock))).toMatchObject({ at: at(100), fault: null, isClockChanged: false });
});

it.each([
  ['before its ticket', { ...claiming(-1), sentWallMs: null }, 'before_ticket'],
  ['before the record before it', { previousAt: at(101) }, 'before_previous'],
])('refuses a capture %s', (_, change, fault) => {
  expect(decideCaptureTime(facts(change)).fault).toBe(fault);
});

it('refuses one that came in before its class began, and takes a future for a changed clock', () => {
  const early = facts({ receivedAt: at(80), sentWallMs: wall(80) });
  expect(decideCaptureTime(early)).toMatchObject({ fault: 'future_capture', isClockChanged: true });
});

it('lets a capture lie a little ahead of our clock, and never keeps it so', () => {
  const early = facts({ ...claiming(101), receivedAt: at(100), sentWallMs: wall(100) });
  expect(decideCaptureTime(early)).toMatchObject({ at: at(100), fault: null });
});

it('takes the time until it was sent where the clock was set forward before the mark, and tells a person', () => {
  const forward = facts({ ...claiming(500, { wall_ms: wall(500) }), sentWallMs: wall(700) });
  expect(decideCaptureTime(forward)).toMatchObject({ at: at(100), fault: null, isClockChanged: true });
});

it.each([
  ['three hours ahead', 180],
  ['four hours ahead, which is to come', 240],
  ['a day ahead', 24 * 60],
])(
  'takes what the other clock counted where one was %s for the mark and right again before it was sent',
  (_, wrong) => {
    const ahead = facts(claiming(100 + wrong, { wall_ms: wall(100 + wrong) }));
    const expected = { at: at(100), fault: null, movedMs: -wrong * minute, isClockChanged: true };
    expect(decideCaptureTime(ahead)).toEqual(expected);
  },
);

it.each([
  ['behind', 0, -80],
  ['ahead', 320, 320],
  ['far ahead', 2000, 2000],
])('keeps the first moment that can be where the clock was %s and the app was started anew', (_, claimed, clock) => {
  const change = claiming(claimed, { wall_ms: wall(clock), elapsed_ms: null });
  expect(decideCaptureTime(facts(change))).toMatchObject({ at: at(90), fault: null, isClockChanged: true });
  const behind = facts({ ...change, previousAt: at(120) });
  expect(decideCaptureTime(behind)).toMatchObject({ at: at(120), fault: null, isClockChanged: true });
});

it('keeps what was claimed where no moment of the class can have been', () => {
  const late = facts({ ...claiming(2000, { wall_ms: wall(2000) }), previousAt: at(151) });
  expect(decideCaptureTime(late)).toMatchObject({ fault: 'future_capture', isClockChanged: true });
});

it.each([
  ['nothing else counted', null],
  ['the other one counted another time outside the class', 60 * minute],
])('does not move a mark into its class where the clocks agree and %s', (_, elapsed_ms) => {
  const after = facts(claiming(200, { wall_ms: wall(200), elapsed_ms }));
  expect(decideCaptureTime(after)).toEqual({ at: at(200), fault: null, movedMs: 0, isClockChanged: false });
});

it('refuses a claim from before the ticket, whatever the clocks say', () => {
  expect(decideCaptureTime(facts(claiming(-60)))).toMatchObject({ at: at(-60), fault: 'before_ticket' });
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
