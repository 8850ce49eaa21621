import { randomBytes } from 'node:crypto';
import type { Tx } from '#db.ts';
import type { OfflineChain } from '#generated/prisma/client.ts';

/** The chain of a key, begun where there is none; nobody else changes it until the transaction ends. */
export async function openChain(tx: Tx, key: { id: string; schoolId: string }): Promise<OfflineChain> {
  await tx.offlineChain.createMany({
    data: [{ keyId: key.id, schoolId: key.schoolId, head: randomBytes(32).toString('hex') }],
    skipDuplicates: true,
  });
  await lockChain(tx, key.id);
  return tx.offlineChain.findUniqueOrThrow({ where: { keyId: key.id } });
}

/** Records of one key are judged one after another until the transaction ends. */
export async function lockChain(tx: Tx, keyId: string): Promise<void> {
  await tx.$queryRaw`SELECT FROM offline_chains WHERE key_id = ${keyId}::uuid FOR UPDATE`;
}
