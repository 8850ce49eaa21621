import type { TwinPair } from '@hadir/contract/look-alikes.ts';
import type { z } from 'zod';
import type { Tx } from '#db.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Prisma } from '#generated/prisma/client.ts';

const person = { select: { id: true, name: true } } as const;

/** What a pair is read with. */
export const twinPairFields = {
  id: true,
  reason: true,
  createdAt: true,
  approvedById: true,
  personA: person,
  personB: person,
} as const satisfies Prisma.TwinPairSelect;

type Row = Prisma.TwinPairGetPayload<{ select: typeof twinPairFields }>;

/** Notes two people as twins, in the order of their ids. @returns null when they are known as such */
export async function keepTwinPair(
  tx: Tx,
  admin: Actor,
  { ids, reason, now }: { ids: readonly [string, string]; reason: string; now: Date },
): Promise<Row | null> {
  const [personAId, personBId] = ids[0] < ids[1] ? ids : [ids[1], ids[0]];
  const { count } = await tx.twinPair.createMany({
    data: [{ schoolId: admin.schoolId, personAId, personBId, reason, approvedById: admin.id, createdAt: now }],
    skipDuplicates: true,
  });
  if (count === 0) return null;
  const row = await tx.twinPair.findUniqueOrThrow({
    where: { personAId_personBId: { personAId, personBId } },
    select: twinPairFields,
  });
  await recordAudit(tx, {
    ...by(admin),
    action: 'twins.added',
    subjectType: 'twin_pair',
    subjectId: row.id,
    after: { person_ids: [personAId, personBId] },
    reason,
  });
  return row;
}

/** @param names by id */
export function toTwinPair(row: Row, names: ReadonlyMap<string | null, string>): z.input<typeof TwinPair> {
  const { id, reason, createdAt, approvedById, personA, personB } = row;
  return {
    ...{ id, reason, people: [personA, personB] },
    approved_by: names.get(approvedById) ?? null,
    created_at: createdAt.toISOString(),
  };
}
