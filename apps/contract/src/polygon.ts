import { z } from 'zod';
import { Latitude, Longitude } from './field.ts';

export const Corner = z.object({ lat: Latitude, lng: Longitude });
export type Corner = z.infer<typeof Corner>;

/** Metres a degree of latitude on the sphere that the geofence is measured on (radius 6,378,137 m). */
const metresPerDegree = (Math.PI / 180) * 6_378_137;

/** Square metres and metres: smaller is no place, wider is no campus. */
const leastArea = 25;
const widest = 5000;

type Point = { x: number; y: number };

/** What makes an outline useless; null for a good one. */
export type PolygonFault = 'corner_twice' | 'crosses_itself' | 'no_area' | 'too_large';

/**
 * @param corners in order, three or more; the last is joined to the first. May lie across the antimeridian.
 */
export function findPolygonFault(corners: readonly Corner[]): PolygonFault | null {
  const points = toPlane(corners);
  if (points.some((a) => points.some((b) => lengthOf(a, b) > widest))) return 'too_large';
  if (points.some((a, i) => points.some((b, j) => i < j && lengthOf(a, b) < 0.01))) return 'corner_twice';
  if (isCrossing(points)) return 'crosses_itself';
  return areaOf(points) < leastArea ? 'no_area' : null;
}

/** The middle of the area, for a place whose centre nobody gave. For an outline without fault. */
export function centreOf(corners: readonly Corner[]): Corner {
  const [first = { lat: 0, lng: 0 }] = corners;
  let [x, y, twiceArea] = [0, 0, 0];
  for (const [a, b] of edgesOf(toPlane(corners))) {
    const cross = a.x * b.y - b.x * a.y;
    x += (a.x + b.x) * cross;
    y += (a.y + b.y) * cross;
    twiceArea += cross;
  }
  const scale = 3 * twiceArea * metresPerDegree;
  return turnBack(first)({ lat: y / scale, lng: x / scale });
}

/** The outline of a place: 3 to 100 corners in order that enclose an area without crossing each other. */
export const Polygon = z
  .array(Corner)
  .min(3)
  .max(100)
  .superRefine((corners, context) => {
    const fault = corners.length < 3 ? null : findPolygonFault(corners);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  });
export type Polygon = z.infer<typeof Polygon>;

/** Metres east and north of the first corner, exact to millimetres over a few kilometres. */
function toPlane(corners: readonly Corner[]): Point[] {
  const [first = { lat: 0, lng: 0 }] = corners;
  return corners.map(turnTo(first)).map(({ lat, lng }) => ({ x: lng * metresPerDegree, y: lat * metresPerDegree }));
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const degrees = (angle: number) => (angle * 180) / Math.PI;
const asin = (sine: number) => Math.asin(Math.max(-1, Math.min(1, sine)));

/**
 * Turns the sphere until `origin` lies where equator and zero meridian cross: distances stay, and near there degrees
 * are as good as a plane, at the poles and across the antimeridian, too.
 */
export function turnTo(origin: Corner): (point: Corner) => Corner {
  const [sin, cos] = [Math.sin(radians(origin.lat)), Math.cos(radians(origin.lat))];
  return (point) => {
    const [lat, east] = [radians(point.lat), radians(point.lng - origin.lng)];
    return {
      lat: degrees(asin(Math.sin(lat) * cos - Math.cos(lat) * sin * Math.cos(east))),
      lng: degrees(
        Math.atan2(Math.cos(lat) * Math.sin(east), Math.sin(lat) * sin + Math.cos(lat) * cos * Math.cos(east)),
      ),
    };
  };
}

/** Undoes `turnTo`; longitudes come out as -180 to 180. */
function turnBack(origin: Corner): (point: Corner) => Corner {
  const [sin, cos] = [Math.sin(radians(origin.lat)), Math.cos(radians(origin.lat))];
  return (point) => {
    const [lat, east] = [radians(point.lat), radians(point.lng)];
    const lng =
      origin.lng +
      degrees(Math.atan2(Math.cos(lat) * Math.sin(east), Math.cos(lat) * cos * Math.cos(east) - Math.sin(lat) * sin));
    return {
      lat: degrees(asin(Math.sin(lat) * cos + Math.cos(lat) * sin * Math.cos(east))),
      lng: lng > 180 ? lng - 360 : lng < -180 ? lng + 360 : lng,
    };
  };
}

const lengthOf = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);

function edgesOf(points: readonly Point[]): [Point, Point][] {
  return points.flatMap((a, i) => {
    const b = points[(i + 1) % points.length];
    return b ? [[a, b] satisfies [Point, Point]] : [];
  });
}

function areaOf(points: readonly Point[]): number {
  return Math.abs(edgesOf(points).reduce((sum, [a, b]) => sum + a.x * b.y - b.x * a.y, 0)) / 2;
}

function isCrossing(points: readonly Point[]): boolean {
  const edges = edgesOf(points);
  const last = edges.length - 1;
  return edges.some(([a, b], i) =>
    edges.some(([c, d], j) => {
      if (j <= i) return false;
      // Neighbours share a corner; they cross only by going back over each other.
      if (j === i + 1) return isBetween(d, a, b) || isBetween(a, c, d);
      if (i === 0 && j === last) return isBetween(c, a, b) || isBetween(b, c, d);
      return isMeeting(a, b, c, d);
    }),
  );
}

function turn(a: Point, b: Point, c: Point): number {
  return Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
}

/** Does `p` lie on the line from `a` to `b`? */
function isBetween(p: Point, a: Point, b: Point): boolean {
  return (
    turn(a, b, p) === 0 &&
    Math.min(a.x, b.x) <= p.x &&
    p.x <= Math.max(a.x, b.x) &&
    Math.min(a.y, b.y) <= p.y &&
    p.y <= Math.max(a.y, b.y)
  );
}

function isMeeting(a: Point, b: Point, c: Point, d: Point): boolean {
  if (turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b)) return true;
  return isBetween(c, a, b) || isBetween(d, a, b) || isBetween(a, c, d) || isBetween(b, c, d);
}
