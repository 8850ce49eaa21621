import { z } from 'zod';
import type { Db } from '#db.ts';
import type { AuditEntry, Prisma } from '#generated/prisma/client.ts';

const Part = z.record(z.string(), z.unknown()).nullable();
const Payload = z.object({
  before: Part,
  after: Part,
  reason: z.string().nullable(),
  address: z.string().nullable(),
  user_agent: z.string().nullable(),
});

/** Audit rows together with their payloads, in the order they were written. */
export async function readAudit(
  db: Db,
  where: Prisma.AuditEntryWhereInput = {},
): Promise<(AuditEntry & z.infer<typeof Payload>)[]> {
  const rows = await db.auditEntry.findMany({ where, include: { payload: true }, orderBy: { id: 'asc' } });
  return rows.map(({ payload, ...row }) => ({ ...row, ...Payload.parse(JSON.parse(payload?.payload ?? 'null')) }));
}
