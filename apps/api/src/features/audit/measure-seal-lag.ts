import type { Db } from '#db.ts';

/** Seconds since the oldest audit row was written that is not in the chain yet; 0 when all are. */
export async function measureSealLag(db: Pick<Db, '$queryRaw'>): Promise<number> {
  const [row] = await db.$queryRaw<{ seconds: number }[]>`
    SELECT coalesce(extract(epoch FROM now() - min(entry.created_at)), 0)::float8 AS seconds
    FROM audit_unsealed AS waiting JOIN audit_entries AS entry ON entry.id = waiting.entry_id`;
  return Math.max(0, row?.seconds ?? 0);
}
