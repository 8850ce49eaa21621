import { type Corner, findPolygonFault, type PolygonFault } from '@hadir/contract/polygon.ts';
import { readDegrees } from './place-form.ts';

/** What the list holds: texts, as people type them. */
export type CornerText = { lat: string; lng: string };

/** Why the list of corners is no outline; `corner` counts from 0. */
export type OutlineFault = { kind: 'too_few' } | { kind: 'unreadable'; corner: number } | { kind: PolygonFault };

const LEAST = 3;
export const MOST_CORNERS = 100;

/** The corners as degrees, as far as all can be read; for the sketch while somebody types, too. */
export function readCorners(texts: readonly CornerText[]): (Corner | null)[] {
  return texts.map(({ lat, lng }) => {
    const corner = { lat: readDegrees(lat), lng: readDegrees(lng) };
    return Math.abs(corner.lat) <= 90 && Math.abs(corner.lng) <= 180 ? corner : null;
  });
}

/** The outline for the server, or what is wrong with it. */
export function readOutline(texts: readonly CornerText[]): { corners: Corner[] } | { fault: OutlineFault } {
  const corners = readCorners(texts);
  const unreadable = corners.indexOf(null);
  if (unreadable >= 0) return { fault: { kind: 'unreadable', corner: unreadable } };
  const known = corners.filter((corner) => corner !== null);
  if (known.length < LEAST) return { fault: { kind: 'too_few' } };
  const fault = findPolygonFault(known);
  return fault === null ? { corners: known } : { fault: { kind: fault } };
}
