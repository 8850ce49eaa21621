import { describe, expect, it } from 'vitest';
import { seriesOf } from './position-series.ts';
import { readPosition } from './read-position.ts';

const fixes = (second: number, ...positions: [number, number, number, number][]) => ({
  positions: positions.map(([lat, lng, accuracy, since]) => ({
    ...{ lat, lng, accuracy },
    at: new Date(Date.UTC(2026, 10, 20, 8, 0, second) + since).toISOString(),
  })),
});
const series = (body: Record<string, unknown>) => seriesOf(readPosition(body));

describe('a series of fixes', () => {
  it('is the same at another time of the day', () => {
    const one = series(fixes(0, [1.5, 2.5, 10, 0], [1.5, 2.5, 11, 1003]));
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(series(fixes(40, [1.5, 2.5, 10, 0], [1.5, 2.5, 11, 1003]))).toBe(one);
  });

  it('is the same when the fixes reach another phone some milliseconds earlier or later', () => {
    expect(series(fixes(0, [1.5, 2.5, 10, 0], [1.5, 2.5, 11, 1003]))).toBe(
      series(fixes(0, [1.5, 2.5, 10, 0], [1.5, 2.5, 11, 971])),
    );
  });

  it.each<[string, Record<string, unknown>]>([
    ['another accuracy', fixes(0, [1.5, 2.5, 10, 0], [1.5, 2.5, 12, 1003])],
    ['another rhythm', fixes(0, [1.5, 2.5, 10, 0], [1.5, 2.5, 11, 2003])],
    ['another coordinate', fixes(0, [1.5, 2.5, 10, 0], [1.5000001, 2.5, 11, 1003])],
    ['another order', fixes(0, [1.5, 2.5, 11, 0], [1.5, 2.5, 10, 1003])],
  ])('differs by %s', (_, body) => {
    expect(series(body)).not.toBe(series(fixes(0, [1.5, 2.5, 10, 0], [1.5, 2.5, 11, 1003])));
  });

  it.each<[string, Record<string, unknown>, boolean]>([
    ['nothing', {}, false],
    ['one fix with coordinates of a map', { lat: -1.292066, lng: 36.821946, accuracy: 10 }, false],
    ['one fix with coordinates of a sensor', { lat: -1.2920661, lng: 36.821946, accuracy: 10 }, true],
    ['one without accuracy', { lat: -1.2920661, lng: 36.8219462 }, false],
    ['two at one instant on a map', fixes(0, [1.5, 2.5, 10, 0], [1.5, 2.5, 10, 0]), false],
    ['one place on a map, again each second', fixes(0, [1.5, 2.5, 10, 0], [1.5, 2.5, 10, 1000]), false],
    ['the best repeated on top', { lat: 1.5, lng: 2.5, accuracy: 10, ...fixes(0, [1.5, 2.5, 10, 0]) }, false],
  ])('of %s', (_, body, isTelling) => {
    expect(series(body) !== null).toBe(isTelling);
  });
});
