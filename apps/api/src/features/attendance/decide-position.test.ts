import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decidePosition } from './decide-position.ts';
import { readPosition } from './read-position.ts';

const place = { latitude: 0, longitude: 0, radiusM: 100, polygon: null };
// On the library's sphere of 6378137 m a degree of latitude is this many metres.
const metres = (distance: number) => (distance / 6_378_137) * (180 / Math.PI);

const judge = (distance: number, accuracy: number, before: number | null = 0) =>
  decidePosition(readPosition({ lat: metres(distance), lng: 0, accuracy }), place, before, false);

describe('decidePosition', () => {
  it.each([
    ['at the edge', 99.9, 0, 0, 'passed', 'inside'],
    ['inside thanks to accuracy', 140, 45, 0, 'passed', 'inside_by_accuracy'],
    ['accuracy excuses 50 m at most', 155, 1000, 0, 'failed', 'between'],
    ['just outside, first try', 120, 0, 0, 'failed', 'between'],
    ['just outside, second try', 120, 0, 1, 'failed', 'between'],
    ['just outside, third try', 120, 0, 2, 'review', 'between'],
    ['just outside, with no other try to come', 120, 0, null, 'review', 'between'],
    ['far outside, with no other try to come', 900, 0, null, 'failed', 'outside'],
    ['200 m beyond', 299, 0, 2, 'review', 'between'],
    ['more than 200 m beyond', 301, 0, 2, 'failed', 'outside'],
    ['far, yet the phone is uncertain', 700, 450, 2, 'review', 'between'],
    ['uncertainty excuses 500 m at most', 805, 100_000, 2, 'failed', 'vague'],
    ['nothing excuses what lies ten kilometres away', 10_200, 100_000, 2, 'failed', 'outside'],
  ])('%s', (_, distance, accuracy, before, outcome, zone) => {
    const judged = judge(distance, accuracy, before);
    expect([judged.outcome, judged.detail.zone]).toEqual([outcome, zone]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['nothing', {}, 'passed'],
    ['a point far away', { lat: 80, lng: 80, accuracy: 5 }, 'passed'],
    ['latitude 91', { lat: 91, lng: 0, accuracy: 5 }, 'failed'],
    ['text', { lat: '-1,2', lng: 0, accuracy: 5 }, 'failed'],
    ['positions that are no list', { positions: {} }, 'failed'],
  ])('where no place is needed, %s: %s', (_, body, outcome) => {
    expect(decidePosition(readPosition(body), null, 0, false).outcome).toBe(outcome);
  });

  it.each([
    ['a phone that hardly knows where it is', 1500, 600, 'review', 'vague_with_code'],
    ['one that does', 1500, 30, 'failed', 'outside'],
    ['one that says nothing of it', 1500, undefined, 'failed', 'outside'],
    ['one in another town', 12_000, 3000, 'failed', 'outside'],
    ['one inside', 20, 600, 'passed', 'inside'],
    ['one just outside', 150, 5, 'failed', 'between'],
  ])('with the room code, %s', (_name, distance, accuracy, outcome, zone) => {
    const claim = readPosition({ lat: metres(distance), lng: 0, accuracy });
    const judged = decidePosition(claim, place, 0, true);
    expect([judged.outcome, judged.detail.zone]).toEqual([outcome, zone]);
  });

  it('is decided by the fix with the best accuracy', () => {
    const claim = readPosition({
      lat: metres(5000),
      lng: 0,
      accuracy: 2000,
      positions: [{ lat: 0, lng: 0, accuracy: 9, at: '2026-01-01T00:00:00.000Z' }],
    });
    expect(decidePosition(claim, place, 0, false)).toMatchObject({
      outcome: 'passed',
      detail: { fixes: 2, accuracy_m: 9 },
    });
  });

  it('a fix without accuracy neither outranks one that has some nor excuses anything', () => {
    const inside = { lat: 0, lng: 0 };
    const outside = { lat: metres(5000), lng: 0, accuracy: 2000 };
    const both = [
      { ...inside, positions: [outside] },
      { ...outside, positions: [inside] },
    ];
    for (const body of both) {
      expect(decidePosition(readPosition(body), place, 0, false)).toMatchObject({
        outcome: 'failed',
        detail: { zone: 'vague', accuracy_m: 2000 },
      });
    }
    expect(decidePosition(readPosition(inside), place, 0, false)).toMatchObject({
      outcome: 'passed',
      detail: { accuracy_m: null },
    });
    expect(decidePosition(readPosition({ lat: metres(120), lng: 0 }), place, 0, false).outcome).toBe('failed');
  });
});

describe('readPosition', () => {
  it('never throws and gives only numbers in range, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.record({ lat: fc.anything(), lng: fc.anything(), accuracy: fc.anything(), positions: fc.anything() }),
        (body) => {
          const claim = readPosition(body);
          if (claim.kind !== 'given') return;
          for (const fix of claim.all) {
            expect(Math.abs(fix.lat)).toBeLessThanOrEqual(90);
            expect(Math.abs(fix.lng)).toBeLessThanOrEqual(180);
            expect(fix.accuracy ?? 0).toBeGreaterThanOrEqual(0);
            expect(Number.isFinite(fix.accuracy ?? 0)).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['nothing', {}, 'absent'],
    ['an empty list', { positions: [] }, 'absent'],
    ['an accuracy alone', { accuracy: 5 }, 'malformed'],
    ['21 fixes', { positions: Array(21).fill({ lat: 0, lng: 0, accuracy: 1 }) }, 'malformed'],
    ['no accuracy', { lat: 1, lng: 1 }, 'given'],
    ['an instant that is none', { positions: [{ lat: 0, lng: 0, accuracy: 1, at: 'now' }] }, 'malformed'],
    ['Infinity', { lat: 1, lng: 1, accuracy: Number.POSITIVE_INFINITY }, 'malformed'],
  ])('%s', (_, body, kind) => {
    expect(readPosition(body).kind).toBe(kind);
  });
});
