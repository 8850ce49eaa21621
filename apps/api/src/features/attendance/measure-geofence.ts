import { type Corner, turnTo } from '@hadir/contract/polygon.ts';
import { getDistance, isPointInPolygon } from 'geolib';
import { readOutline } from '#features/places/show-place.ts';

/** A circle, or where `polygon` is given its outline. Degrees WGS 84, metres. */
export type Geofence = { latitude: number; longitude: number; radiusM: number; polygon: readonly Corner[] | null };

/** What counts for a class session: its own radius is a circle around the place, else the place as it is. */
export function geofenceOf(
  place: { latitude: number; longitude: number; radiusM: number; polygon: unknown },
  ownRadiusM: number | null,
): Geofence {
  const { latitude, longitude, radiusM, polygon } = place;
  if (ownRadiusM !== null) return { latitude, longitude, radiusM: ownRadiusM, polygon: null };
  return { latitude, longitude, radiusM, polygon: readOutline(polygon) };
}

/** Metres between two points, to the centimetre. */
export function metresBetween(a: Corner, b: Corner): number {
  return getDistance({ lat: a.lat, lng: a.lng }, { lat: b.lat, lng: b.lng }, 0.01);
}

/**
 * How far a point lies from the centre and beyond the edge of a geofence, in metres; `beyond` is 0 or less inside.
 * Longitudes may be on either side of the antimeridian.
 */
export function measureGeofence(point: Corner, geofence: Geofence): { fromCentre: number; beyond: number } {
  const centre = { lat: geofence.latitude, lng: geofence.longitude };
  const fromCentre = metresBetween(point, centre);
  if (geofence.polygon === null) return { fromCentre, beyond: fromCentre - geofence.radiusM };
  // The library takes degrees for a plane: true where the outline is turned to, wrong at the poles and at 180°.
  const turn = turnTo(geofence.polygon[0] ?? centre);
  const [turned, corners] = [turn(point), geofence.polygon.map(turn)];
  const toEdge = Math.min(...corners.map((a, i) => metresToLine(turned, a, corners[(i + 1) % corners.length] ?? a)));
  return { fromCentre, beyond: isPointInPolygon(turned, corners) ? -toEdge : toEdge };
}

/** The library's own distance to a line is metres off beside it: it takes an angle from three rounded distances. */
function metresToLine(point: Corner, a: Corner, b: Corner): number {
  const [dx, dy] = [b.lng - a.lng, b.lat - a.lat];
  const along = ((point.lng - a.lng) * dx + (point.lat - a.lat) * dy) / (dx * dx + dy * dy);
  const share = Math.max(0, Math.min(1, along || 0));
  return metresBetween(point, { lat: a.lat + share * dy, lng: a.lng + share * dx });
}
