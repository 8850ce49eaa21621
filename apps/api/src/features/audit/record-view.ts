import type { Db } from '#db.ts';
import type { Context } from '#http/context.ts';
import { type Actor, by, recordAudit } from './record-audit.ts';

/** A list that is polled or paged through is one view for so long. */
const oneViewMs = 10 * 60 * 1000;
const mostKept = 20_000;

const views = new WeakMap<Db, Map<string, number>>();

/**
 * Notes that somebody saw personal data, before the answer goes out. The same person, seeing the same from the same
 * address with the same words, is noted once in ten minutes; each process has a memory of its own for that.
 * @param action such as `people.viewed`
 * @param seen what was asked for, such as a search
 */
export async function recordView(
  context: Pick<Context, 'db' | 'now'>,
  actor: Actor,
  action: string,
  subject: { type: string; id: string },
  seen: object = {},
): Promise<void> {
  const now = context.now().getTime();
  const known = views.get(context.db) ?? new Map<string, number>();
  views.set(context.db, known);
  const asked = Object.keys(seen).length > 0 ? seen : null;
  const key = JSON.stringify([actor.id, actor.client.address, action, subject.type, subject.id, asked]);
  const last = known.get(key);
  if (last !== undefined && now >= last && now - last < oneViewMs) return;
  await recordAudit(context.db, {
    ...by(actor),
    action,
    subjectType: subject.type,
    subjectId: subject.id,
    after: asked,
  });
  // Deleted first: a map keeps the order of the first setting, and the oldest are dropped.
  known.delete(key);
  known.set(key, now);
  for (const oldest of known.keys()) {
    if (known.size <= mostKept) break;
    known.delete(oldest);
  }
}
