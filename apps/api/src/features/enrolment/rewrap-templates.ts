import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from '#http/context.ts';
import { reportUnreadable } from './report-unreadable.ts';
import { createKeyOpener, wrapForTemplate } from './template-key.ts';

const atATime = 50;

/** Between two batches, so that marks never wait for it. */
const pauseMs = 20;

/**
 * Wraps the data keys that are under another master key with the current one. Templates stay readable all the while;
 * those that do not open are reported and stay as they are.
 * @param isOver ends it early
 * @returns templates that were wrapped anew
 */
export async function rewrapTemplates(context: Context, isOver: () => boolean): Promise<number> {
  const { db, keys, vault } = context;
  const openKey = createKeyOpener(context);
  const current = keys.current();
  let after = '00000000-0000-0000-0000-000000000000';
  let count = 0;
  while (!isOver()) {
    const rows = await db.faceTemplate.findMany({
      where: { id: { gt: after }, keyVersion: { not: current.version } },
      orderBy: { id: 'asc' },
      take: atATime,
      select: { id: true, schoolId: true, personId: true, wrappedKey: true, keyVersion: true },
    });
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
    for (const { id, ...row } of rows) {
      const holder = { schoolId: row.schoolId, personId: row.personId, templateId: id };
      const dataKey = openKey({ ...row, ...holder });
      const secret = vault.find(id);
      if (!dataKey || !secret) {
        await reportUnreadable(context, holder);
        continue;
      }
      // A face that was withdrawn or replaced meanwhile is not there any more.
      const rewrapped = await db.faceTemplate.updateMany({
        where: { id, keyVersion: row.keyVersion, personId: row.personId },
        data: wrapForTemplate(current, secret, holder, dataKey),
      });
      count += rewrapped.count;
    }
    await wait(pauseMs);
  }
  return count;
}
