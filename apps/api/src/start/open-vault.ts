import { existsSync } from 'node:fs';
import type { Db } from '#db.ts';
import { lockNumbers } from '#lock-numbers.ts';
import { StartError } from '#start-error.ts';
import { makeVaultFile, openVaultFile, type VaultFile, vaultFileIn } from './vault-file.ts';

const longestMove = 15 * 60_000;

/**
 * The vault that belongs to this database, made in `folder` on the first start.
 * @param mayRenew a lost vault is given up: what was enrolled with it opens no more
 * @param moveIn gives templates from before there was a vault their secrets
 * @throws StartError when there are templates whose vault is missing or another one's
 */
export async function openVault(
  db: Db,
  folder: string,
  mayRenew: boolean,
  moveIn: (vault: VaultFile) => Promise<void>,
): Promise<VaultFile> {
  const file = vaultFileIn(folder);
  return db.$transaction(
    async (tx) => {
      // One start at a time makes a vault.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${lockNumbers.vault})`;
      const check = await tx.faceVaultCheck.findUnique({ where: { id: 1 } });
      const hasFaces = (await tx.faceTemplate.findFirst({ select: { id: true } })) !== null;
      const isNeeded = check !== null && hasFaces && !mayRenew;
      if (isNeeded && !existsSync(file)) {
        throw new StartError(
          `${file} is missing: without it no enrolled face opens. Put it back from the backup; if it is lost for good, start once with NEW_FACE_VAULT=1 and have everybody enrol again.`,
        );
      }
      makeVaultFile(file);
      const vault = openVaultFile(file);
      if (isNeeded && vault.id !== check.vaultId) {
        vault.close();
        throw new StartError(`${file} belongs to another database: put back the one that was kept with this one.`);
      }
      if (check === null) await moveIn(vault);
      else if (hasFaces && vault.id !== check.vaultId) {
        await tx.faceTemplate.updateMany({ where: { unreadableAt: null }, data: { unreadableAt: new Date() } });
      }
      const data = { vaultId: vault.id };
      await tx.faceVaultCheck.upsert({ where: { id: 1 }, create: { id: 1, ...data }, update: data });
      return vault;
    },
    { timeout: longestMove },
  );
}
