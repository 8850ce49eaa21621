import type { Context } from '#http/context.ts';
import type { Client } from '#http/input.ts';
import { siteOf } from '#http/site-of.ts';

const hourMs = 3_600_000;

/** Who gets in after wrong passwords from the same site only slipped: those failures are no sign of anything. */
export async function resolveFailedSignIns(
  { db, now }: Pick<Context, 'db' | 'now'>,
  personId: string,
  { address }: Pick<Client, 'address'>,
): Promise<void> {
  const at = now();
  await db.failedSignIn.updateMany({
    where: { personId, site: siteOf(address), resolvedAt: null, createdAt: { gt: new Date(at.getTime() - hourMs) } },
    data: { resolvedAt: at },
  });
}
