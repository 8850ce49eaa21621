import type { Place as PlaceOnWire } from '@hadir/contract/places.ts';
import { Corner } from '@hadir/contract/polygon.ts';
import { z } from 'zod';

type Row = { id: string; name: string; latitude: number; longitude: number; radiusM: number; polygon: unknown };

export function showPlace(row: Row): PlaceOnWire {
  const { id, name, latitude, longitude, radiusM, polygon } = row;
  return { id, name, lat: latitude, lng: longitude, radius_m: radiusM, polygon: readOutline(polygon) };
}

/** The corners as they lie in the database; null for a circle. */
export function readOutline(polygon: unknown): Corner[] | null {
  return polygon === null ? null : z.array(Corner).parse(polygon);
}
