import type { Place as PlaceOnWire } from '@hadir/contract/places.ts';
import type { Context } from '#http/context.ts';
import { showPlace } from './show-place.ts';

/** Places of the school by name. */
export async function listPlaces(context: Pick<Context, 'db'>, schoolId: string): Promise<PlaceOnWire[]> {
  const rows = await context.db.place.findMany({ where: { schoolId }, orderBy: [{ name: 'asc' }, { id: 'asc' }] });
  return rows.map(showPlace);
}
