import type { Place as PlaceOnWire } from '@hadir/contract/places.ts';

type Row = { id: string; name: string; latitude: number; longitude: number; radiusM: number };

export function showPlace(row: Row): PlaceOnWire {
  return { id: row.id, name: row.name, lat: row.latitude, lng: row.longitude, radius_m: row.radiusM };
}
