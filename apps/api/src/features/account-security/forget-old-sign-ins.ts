import type { Context } from '#http/context.ts';

const keptMs = 90 * 24 * 3_600_000;

/** Sign-ins that nobody has used for 90 days, and links and codes that ended so long ago. */
export async function forgetOldSignIns({ db, now }: Pick<Context, 'db' | 'now'>): Promise<number> {
  const before = new Date(now().getTime() - keptMs);
  const signIns = await db.signIn.deleteMany({ where: { lastSeenAt: { lt: before } } });
  const resets = await db.passwordReset.deleteMany({ where: { expiresAt: { lt: before } } });
  const claims = await db.claimCode.deleteMany({ where: { expiresAt: { lt: before } } });
  return signIns.count + resets.count + claims.count;
}
