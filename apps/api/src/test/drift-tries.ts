import { computeDestinationPoint } from 'geolib';
import { decidePosition } from '#features/attendance/decide-position.ts';
import { type Geofence, geofenceOf } from '#features/attendance/measure-geofence.ts';
import { readPosition } from '#features/attendance/read-position.ts';
import { makeRandom } from '#features/calibration/make-random.ts';
import { openDriftingPhone } from '#test/drift.ts';

/** How a student ended: at once, after tries, with a person who looks, or nowhere. */
export type DriftEnd = 'present' | 'present after a retry' | 'review' | 'refused';

/** Tries of one phone for one session: as many as challenges may be used up. */
const triesAllowed = 6;
/** From this try on the room code goes along: the app proposes it after two refusals. */
const codeFrom = 3;

/** On the sphere that distances are measured on. */
const earthM = 6_378_137;

/** Where the students are: a circle of 100 m, and a campus of 160 by 120 m as an outline across the antimeridian. */
export const driftPlaces: Record<string, { geofence: Geofence; reach: number }> = {
  'circle of 100 m': {
    geofence: geofenceOf({ latitude: -6.2, longitude: 106.8, radiusM: 100, polygon: null }, null),
    reach: 80,
  },
  'outline of 160 by 120 m': {
    geofence: geofenceOf(
      {
        latitude: -17.8,
        longitude: 180,
        radiusM: 100,
        polygon: [
          [80, 60],
          [-80, 60],
          [-80, -60],
          [80, -60],
        ].map(([east = 0, north = 0]) => at({ lat: -17.8, lng: 180 }, east, north)),
      },
      null,
    ),
    reach: 50,
  },
};

/**
 * Lets `students` honest students mark under the position rule, each with tries as the app leads them.
 * @param hasCode the room code can be read in the room
 */
export function driftMany(
  seed: number,
  students: number,
  place: { geofence: Geofence; reach: number },
  hasCode: boolean,
): Map<DriftEnd, number> {
  const random = makeRandom(seed);
  const ends = new Map<DriftEnd, number>();
  for (let i = 0; i < students; i += 1) {
    const phone = openDriftingPhone(random, place.reach);
    const end = tryOften(phone.fixes, place.geofence, hasCode);
    ends.set(end, (ends.get(end) ?? 0) + 1);
  }
  return ends;
}

function tryOften(
  fixes: () => { east: number; north: number; accuracy: number }[],
  geofence: Geofence,
  hasCode: boolean,
): DriftEnd {
  const middle = { lat: geofence.latitude, lng: geofence.longitude };
  let outsideBefore = 0;
  for (let attempt = 1; attempt <= triesAllowed; attempt += 1) {
    const positions = fixes().map(({ east, north, accuracy }) => ({ ...at(middle, east, north), accuracy }));
    const judged = decidePosition(readPosition({ positions }), geofence, outsideBefore, hasCode && attempt >= codeFrom);
    if (judged.outcome === 'passed') return attempt === 1 ? 'present' : 'present after a retry';
    if (judged.outcome === 'review') return 'review';
    outsideBefore += 1;
  }
  return 'refused';
}

function at(middle: { lat: number; lng: number }, east: number, north: number): { lat: number; lng: number } {
  const bearing = (Math.atan2(east, north) * 180) / Math.PI;
  const point = computeDestinationPoint(middle, Math.hypot(east, north), (bearing + 360) % 360, earthM);
  return { lat: point.latitude, lng: point.longitude };
}
