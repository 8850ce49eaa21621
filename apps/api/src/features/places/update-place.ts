import { isDeepStrictEqual } from 'node:util';
import type { updatePlace as endpoint, Place as PlaceOnWire } from '@hadir/contract/places.ts';
import type { z } from 'zod';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { isTaken } from '#http/taken.ts';
import { centreGiven, nameTaken } from './create-place.ts';
import { showPlace } from './show-place.ts';

type Change = z.output<(typeof endpoint)['body']>;

/**
 * Changes what is given and leaves the rest.
 * @throws AppError not_found, already_exists
 */
export async function updatePlace(context: Context, actor: Actor, id: string, change: Change): Promise<PlaceOnWire> {
  try {
    return await context.db.$transaction(async (tx) => {
      const old = await tx.place.findFirst({ where: { id, schoolId: actor.schoolId } });
      if (!old) throw notFound();
      const updated = await tx.place.update({
        where: { id },
        data: {
          ...(change.name !== undefined && { name: change.name }),
          ...centreGiven(change),
          ...(change.lat !== undefined && { latitude: change.lat }),
          ...(change.lng !== undefined && { longitude: change.lng }),
          ...(change.radius_m !== undefined && { radiusM: change.radius_m }),
          ...(change.polygon !== undefined && { polygon: change.polygon ?? Prisma.DbNull }),
        },
      });
      const [before, after] = [showPlace(old), showPlace(updated)];
      if (isDeepStrictEqual(before, after)) return after;
      await recordAudit(tx, {
        ...by(actor),
        action: 'place.changed',
        subjectType: 'place',
        subjectId: id,
        before,
        after,
      });
      return after;
    });
  } catch (error) {
    if (isTaken(error)) throw nameTaken();
    throw error;
  }
}
