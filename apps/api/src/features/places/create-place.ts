import type { createPlace as endpoint, Place as PlaceOnWire } from '@hadir/contract/places.ts';
import type { z } from 'zod';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { isTaken } from '#http/taken.ts';
import { showPlace } from './show-place.ts';

type Given = z.output<(typeof endpoint)['body']>;

/**
 * A place with its geofence; without a radius the school's default counts.
 * @throws AppError already_exists
 */
export async function createPlace(context: Context, actor: Actor, given: Given): Promise<PlaceOnWire> {
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
          latitude: given.lat,
          longitude: given.lng,
          radiusM: given.radius_m ?? school.defaultRadiusM,
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

export function nameTaken(): AppError {
  return new AppError('already_exists', 'A place with this name exists already.');
}
