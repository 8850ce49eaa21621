import type { Tx } from '#db.ts';
import type { Vault } from '#http/context.ts';

/**
 * A face sealed with another data folder's vault would open for nobody after the next start.
 * @throws Error when this database has been started with another one since
 */
export async function requireOwnVault(tx: Tx, vault: Vault): Promise<void> {
  const check = await tx.faceVaultCheck.findUnique({ where: { id: 1 } });
  if (check && check.vaultId !== vault.id) {
    throw new Error('this database is used with the vault of another data folder: all processes have to share one');
  }
}
