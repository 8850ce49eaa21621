import type { Tx } from '#db.ts';
import { unknownReference } from '#http/errors.ts';
import { isId } from '#http/id.ts';

/**
 * Makes sure that a class session may be held there; null is nowhere in particular.
 * @throws AppError not_found for a place that the school does not have
 */
export async function knowPlace(tx: Tx, schoolId: string, placeId: string | null): Promise<void> {
  if (placeId === null) return;
  const isKnown = isId(placeId) && (await tx.place.count({ where: { id: placeId, schoolId } })) > 0;
  if (!isKnown) throw unknownReference('place_id');
}
