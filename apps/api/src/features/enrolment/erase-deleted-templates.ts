import type { Context } from '#http/context.ts';

/** So many at a time. */
const most = 1000;

/**
 * Overwrites the vault's secrets of all templates that are gone, however they went: from here on nothing opens them, not
 * even an older dump of the database. To be called after the commit that deleted one.
 * @returns templates it was due for
 */
export async function eraseDeletedTemplates(context: Pick<Context, 'db' | 'vault'>): Promise<number> {
  let count = 0;
  for (;;) {
    const due = await context.db.deletedTemplate.findMany({ take: most, select: { templateId: true } });
    if (due.length === 0) return count;
    const ids = due.map(({ templateId }) => templateId);
    await context.vault.erase(ids);
    await context.db.deletedTemplate.deleteMany({ where: { templateId: { in: ids } } });
    count += ids.length;
  }
}
