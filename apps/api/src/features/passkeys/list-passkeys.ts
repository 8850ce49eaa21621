import type { Passkey } from '@hadir/contract/passkeys.ts';
import type { Context } from '#http/context.ts';
import { showPasskey } from './show-passkey.ts';

/** Own passkeys, newest first. */
export async function listPasskeys(
  context: Pick<Context, 'db'>,
  owner: { id: string; schoolId: string },
): Promise<Passkey[]> {
  const found = await context.db.passkey.findMany({
    where: { schoolId: owner.schoolId, personId: owner.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return found.map(showPasskey);
}
