import type { Context } from '#http/context.ts';
import { openTotp, sealTotp } from './seal-totp.ts';

/**
 * Seals the secrets of authenticator apps that are under another master key with the current one. One that does not
 * open is logged and left: its owner has recovery codes, or an admin resets it.
 * @param isOver ends it early
 * @returns how many were sealed anew
 */
export async function resealTotp({ db, keys, log }: Context, isOver: () => boolean): Promise<number> {
  const current = keys.current();
  let count = 0;
  for (const row of await db.totpSecret.findMany({ where: { keyVersion: { not: current.version } } })) {
    if (isOver()) break;
    const { personId, schoolId, sealed, keyVersion } = row;
    try {
      const secret = openTotp(keys, row);
      // Replaced meanwhile, it has a new seal already.
      const done = await db.totpSecret.updateMany({
        where: { personId, sealed, keyVersion },
        data: sealTotp(current, { personId, schoolId }, secret),
      });
      count += done.count;
    } catch (err) {
      log.error({ err, personId }, 'a second factor does not open');
    }
  }
  return count;
}
