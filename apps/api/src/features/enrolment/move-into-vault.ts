import type { Context } from '#http/context.ts';
import { deriveSchoolKey, unwrapWithoutVault } from './seal-descriptor.ts';
import { wrapForTemplate } from './template-key.ts';

const atATime = 500;

/**
 * Gives templates that were enrolled before there was a vault their secrets, and wraps their keys anew. Those that do
 * not open, or have moved already, stay as they are.
 */
export async function moveIntoVault(context: Pick<Context, 'db' | 'keys' | 'vault' | 'log'>): Promise<void> {
  const { db, keys, vault } = context;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await db.faceTemplate.findMany({
      where: { id: { gt: after } },
      orderBy: { id: 'asc' },
      take: atATime,
      select: { id: true, schoolId: true, personId: true, wrappedKey: true, keyVersion: true },
    });
    after = rows.at(-1)?.id ?? after;
    if (rows.length === 0) return;
    const moving = rows.flatMap(({ id: templateId, schoolId, personId, wrappedKey, keyVersion }) => {
      const master = vault.find(templateId) ? null : keys.find(keyVersion);
      if (!master) return [];
      const holder = { schoolId, personId, templateId };
      try {
        return [{ holder, dataKey: unwrapWithoutVault(deriveSchoolKey(master, schoolId), wrappedKey, holder) }];
      } catch {
        return [];
      }
    });
    const secrets = await vault.add(moving.map(({ holder }) => holder.templateId));
    for (const [i, { holder, dataKey }] of moving.entries()) {
      const wrapped = wrapForTemplate(keys.current(), secrets[i] ?? Buffer.alloc(0), holder, dataKey);
      await db.faceTemplate.update({ where: { id: holder.templateId }, data: wrapped });
    }
    context.log.info({ count: moving.length }, 'face templates have moved into the vault');
  }
}
