import type { Context } from '#http/context.ts';

/**
 * Forgets the check values of master keys that nothing readable is sealed with any more: from then on a start needs the
 * current one alone.
 * @returns versions that were retired
 */
export async function retireMasterKeys({ db, keys }: Pick<Context, 'db' | 'keys'>): Promise<number[]> {
  const { version: current } = keys.current();
  return db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ version: number }[]>`
      SELECT version FROM master_key_checks WHERE version <> ${current} FOR UPDATE`;
    const retired: number[] = [];
    for (const { version } of rows) {
      const where = { keyVersion: version, unreadableAt: null };
      if ((await tx.faceTemplate.findFirst({ where, select: { id: true } })) !== null) continue;
      if ((await tx.totpSecret.findFirst({ where: { keyVersion: version }, select: { personId: true } })) !== null)
        continue;
      await tx.masterKeyCheck.delete({ where: { version } });
      retired.push(version);
    }
    return retired;
  });
}
