import type { createPlace as endpoint, Place as PlaceOnWire } from '@hadir/contract/places.ts';
import { centreOf } from '@hadir/contract/polygon.ts';
import type { z } from 'zod';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { isTaken } from '#http/taken.ts';
import { showPlace } from './show-place.ts';

type Given = z.output<(typeof endpoint)['body']>;

/**
 * A place with its geofence; without a radius the school's default counts, without a centre the middle of the outline.
 * @throws AppError already_exists
 */
export async function createPlace(context: Context, actor: Actor, given: Given): Promise<PlaceOnWire> {
  const centre = centreGiven(given);
  if (centre === null) throw new Error('the contract lets a place through that is nowhere');
  try {
    return await context.db.$transaction(async (tx) => {
      const school = await tx.school.findUniqueOrThrow({
        where: { id: actor.schoolId },
        select: { defaultRadiusM: true },
      });
      const row = await tx.place.create({
        data: {
          schoolId: actor.schoolId,
          name: given.name,
          ...centre,
          radiusM: given.radius_m ?? school.defaultRadiusM,
          ...(given.polygon && { polygon: given.polygon }),
        },
      });
      const place = showPlace(row);
      await recordAudit(tx, {
        ...by(actor),
        action: 'place.made',
        subjectType: 'place',
        subjectId: row.id,
        after: place,
      });
      return place;
    });
  } catch (error) {
    if (isTaken(error)) throw nameTaken();
    throw error;
  }
}

/** Where a place is said to be; null when nothing of what is given says so. */
export function centreGiven(
  given: Pick<Given, 'lat' | 'lng' | 'polygon'>,
): { latitude: number; longitude: number } | null {
  const { lat, lng, polygon } = given;
  if (lat !== undefined && lng !== undefined) return { latitude: lat, longitude: lng };
  if (!polygon) return null;
  const centre = centreOf(polygon);
  return { latitude: centre.lat, longitude: centre.lng };
}

export function nameTaken(): AppError {
  return new AppError('already_exists', 'A place with this name exists already.');
}
