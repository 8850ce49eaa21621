import type { Tx } from '#db.ts';
import type { KeyRing, MasterKey } from '#http/context.ts';

/**
 * The master key to seal something new with: the current one, unless another process has done away with it. Until the
 * transaction ends it stays in use, so that no rotation ends before what it seals is there.
 */
export async function lockMasterKey(tx: Tx, keys: KeyRing): Promise<MasterKey> {
  const rows = await tx.$queryRaw<{ version: number }[]>`SELECT version FROM master_key_checks FOR KEY SHARE`;
  if (rows.length === 0) return keys.current();
  const key = keys.all().find(({ version }) => rows.some((row) => row.version === version));
  if (!key) throw new Error('no master key of this process is in use any more');
  return key;
}
