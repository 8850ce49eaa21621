import { expect, vi } from 'vitest';
import type { Db } from '#db.ts';

/** Until so many statements wait for another transaction's locks: what comes next comes into the middle of them. */
export async function waitForLocks(db: Db, count: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const [row] = await db.$queryRaw<{ waiting: number }[]>`
        SELECT count(*)::int AS waiting FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      expect(row?.waiting).toBe(count);
    },
    { timeout: 10_000, interval: 20 },
  );
}
