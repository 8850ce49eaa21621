import type { TwinPair } from '@hadir/contract/look-alikes.ts';
import type { z } from 'zod';
import { findNames } from '#features/school/find-names.ts';
import type { Context } from '#http/context.ts';
import { toTwinPair, twinPairFields } from './keep-twin-pair.ts';

/** Pairs of the school, newest first. */
export async function listTwins({ db }: Pick<Context, 'db'>, schoolId: string): Promise<z.input<typeof TwinPair>[]> {
  const rows = await db.twinPair.findMany({
    where: { schoolId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: twinPairFields,
  });
  const names = await findNames(
    db,
    schoolId,
    rows.map(({ approvedById }) => approvedById),
  );
  return rows.map((row) => toTwinPair(row, names));
}
