import type { TwinPair } from '@hadir/contract/look-alikes.ts';
import type { z } from 'zod';
import type { Actor } from '#features/audit/record-audit.ts';
import { findNames } from '#features/school/find-names.ts';
import type { Context } from '#http/context.ts';
import { AppError, unknownReference } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import { keepTwinPair, toTwinPair } from './keep-twin-pair.ts';

/**
 * An admin notes that two students of the school look alike.
 * @throws AppError not_found when these are not two students of it, already_exists
 */
export async function addTwins(
  context: Pick<Context, 'db' | 'now'>,
  admin: Actor,
  given: { person_ids: string[]; reason: string },
): Promise<z.input<typeof TwinPair>> {
  const { schoolId } = admin;
  return context.db.$transaction(async (tx) => {
    const known = await tx.person.findMany({
      where: { schoolId, role: 'student', id: { in: given.person_ids.filter(isId) } },
      select: { id: true },
    });
    const [a, b] = known;
    if (!a || !b) {
      const ids = new Set(known.map(({ id }) => id));
      throw unknownReference(...given.person_ids.flatMap((id, at) => (ids.has(id) ? [] : `person_ids.${at}`)));
    }
    const row = await keepTwinPair(tx, admin, { ids: [a.id, b.id], reason: given.reason, now: context.now() });
    if (!row) throw new AppError('already_exists', 'These two are known as twins.');
    return toTwinPair(row, await findNames(tx, schoolId, [row.approvedById]));
  });
}
