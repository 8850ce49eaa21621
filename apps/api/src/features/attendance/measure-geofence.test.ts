import { centreOf, findPolygonFault } from '@hadir/contract/polygon.ts';
import fc from 'fast-check';
import { computeDestinationPoint } from 'geolib';
import { describe, expect, it } from 'vitest';
import { geofenceOf, measureGeofence } from './measure-geofence.ts';

// On the library's sphere of 6378137 m.
const degreesOf = (metres: number) => (metres / 6_378_137) * (180 / Math.PI);

/** `metres` from a point towards `bearing`, with longitudes of -180 to 180. */
function towards(from: { lat: number; lng: number }, metres: number, bearing: number) {
  const { latitude, longitude } = computeDestinationPoint(from, metres, bearing, 6_378_137);
  return { lat: latitude, lng: longitude };
}

const squareAround = (centre: { lat: number; lng: number }, half: number) =>
  [45, 135, 225, 315].map((bearing) => towards(centre, half * Math.SQRT2, bearing));

const fenceOf = (centre: { lat: number; lng: number }, half: number) =>
  geofenceOf({ latitude: centre.lat, longitude: centre.lng, radiusM: 100, polygon: squareAround(centre, half) }, null);

const places: [string, { lat: number; lng: number }][] = [
  ['the equator', { lat: 0, lng: 0 }],
  ['Jakarta', { lat: -6.2, lng: 106.8 }],
  ['west of the antimeridian', { lat: -17.8, lng: 179.9999 }],
  ['east of the antimeridian', { lat: -17.8, lng: -179.9999 }],
  ['the antimeridian', { lat: 52, lng: 180 }],
  ['Tromsø', { lat: 69.65, lng: 18.96 }],
  ['the South Pole', { lat: -89.9999, lng: 40 }],
  ['the North Pole', { lat: 89.9999, lng: -170 }],
];

describe.each(places)('a square of 200 m at %s', (_name, centre) => {
  const fence = fenceOf(centre, 100);

  it.each([
    ['the middle', 0, 0, -100],
    ['half way to an edge', 50, 0, -50],
    ['just within', 99, 90, -1],
    ['just beyond', 101, 180, 1],
    ['beyond', 350, 270, 250],
    ['beyond a corner', 100 * Math.SQRT2 + 60, 45, 60],
  ])('%s', (_where, metres, bearing, beyond) => {
    expect(measureGeofence(towards(centre, metres, bearing), fence).beyond).toBeCloseTo(beyond, 0);
  });

  it('has an outline without fault, and its middle there', () => {
    const outline = squareAround(centre, 100);
    expect(findPolygonFault(outline)).toBeNull();
    const middle = centreOf(outline);
    expect(Math.abs(middle.lng)).toBeLessThanOrEqual(180);
    expect(measureGeofence(middle, fence).fromCentre).toBeLessThan(0.2);
  });
});

it('is measured the same wherever on the globe it lies', () => {
  const spot = fc.record({
    lat: fc.double({ min: -89.9999, max: 89.9999, noNaN: true }),
    lng: fc.double({ min: -180, max: 180, noNaN: true }),
  });
  const ring = fc.record({
    metres: fc.double({ min: 0, max: 3000, noNaN: true }),
    bearing: fc.integer({ min: 0, max: 359 }),
  });
  fc.assert(
    fc.property(spot, ring, (centre, { metres, bearing }) => {
      const here = measureGeofence(towards(centre, metres, bearing), fenceOf(centre, 100)).beyond;
      const origin = { lat: 0, lng: 0 };
      const there = measureGeofence(towards(origin, metres, bearing), fenceOf(origin, 100)).beyond;
      // The library takes its distances from a cosine: good to some decimetres at short range.
      expect(Math.abs(here - there)).toBeLessThan(0.6);
    }),
    { numRuns: 500 },
  );
});

it('a circle reaches over the antimeridian', () => {
  const fence = geofenceOf({ latitude: 0, longitude: 180, radiusM: 100, polygon: null }, null);
  for (const lng of [180 - degreesOf(90), -180 + degreesOf(90), 180, -180]) {
    expect(measureGeofence({ lat: 0, lng }, fence).beyond).toBeLessThanOrEqual(0);
  }
  expect(measureGeofence({ lat: 0, lng: -180 + degreesOf(150) }, fence).beyond).toBeCloseTo(50, 0);
  expect(measureGeofence({ lat: 0, lng: 0 }, fence).beyond).toBeGreaterThan(20_000_000);
});

it('an outline with a bay leaves the bay outside', () => {
  const at = (x: number, y: number) => ({ lat: degreesOf(y), lng: degreesOf(x) });
  const polygon = [
    at(0, 0),
    at(300, 0),
    at(300, 300),
    at(200, 300),
    at(200, 100),
    at(100, 100),
    at(100, 300),
    at(0, 300),
  ];
  const fence = geofenceOf({ latitude: 0, longitude: 0, radiusM: 100, polygon }, null);
  expect(measureGeofence(at(150, 200), fence).beyond).toBeCloseTo(50, 0);
  expect(measureGeofence(at(50, 200), fence).beyond).toBeCloseTo(-50, 0);
});

it('the own radius of a session is a circle around the place, whatever its outline', () => {
  const place = { latitude: 0, longitude: 0, radiusM: 100, polygon: squareAround({ lat: 0, lng: 0 }, 100) };
  expect(geofenceOf(place, 500)).toEqual({ latitude: 0, longitude: 0, radiusM: 500, polygon: null });
});

describe('an outline', () => {
  const at = (x: number, y: number) => ({ lat: degreesOf(y), lng: degreesOf(x) });
  it.each([
    ['a triangle', [at(0, 0), at(50, 0), at(0, 50)], null],
    ['a bow tie', [at(0, 0), at(100, 100), at(100, 0), at(0, 100)], 'crosses_itself'],
    ['one that goes back over itself', [at(0, 0), at(100, 0), at(50, 0), at(50, 50)], 'crosses_itself'],
    ['a corner on another edge', [at(0, 0), at(100, 0), at(100, 100), at(50, 0), at(0, 100)], 'crosses_itself'],
    ['a line', [at(0, 0), at(50, 1e-9), at(100, 0)], 'no_area'],
    ['a speck', [at(0, 0), at(3, 0), at(0, 3)], 'no_area'],
    ['the same corner twice', [at(0, 0), at(50, 0), at(50, 0), at(0, 50)], 'corner_twice'],
    ['first corner again at the end', [at(0, 0), at(50, 0), at(0, 50), at(0, 0)], 'corner_twice'],
    ['an island', [at(0, 0), at(6000, 0), at(0, 6000)], 'too_large'],
    [
      'half the globe',
      [
        { lat: 0, lng: -90 },
        { lat: 0, lng: 90 },
        { lat: 80, lng: 0 },
      ],
      'too_large',
    ],
    [
      'both sides of the antimeridian',
      [
        { lat: 0, lng: 179.999 },
        { lat: 0, lng: -179.999 },
        { lat: 0.001, lng: 180 },
      ],
      null,
    ],
  ])('%s: %s', (_name, corners, fault) => {
    expect(findPolygonFault(corners)).toBe(fault);
  });
});
