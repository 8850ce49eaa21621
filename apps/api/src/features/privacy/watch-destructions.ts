import type { KeyObject } from 'node:crypto';
import type { Context } from '#http/context.ts';
import { destroySchool } from './destroy-school.ts';

/** Two admins who agree see it happen. */
const lookMs = 5_000;

/**
 * Destroys schools that are due, from now on. What fails is logged and tried again.
 * @returns ends it; resolves when nothing is under way
 */
export function watchDestructions(context: Context, key: KeyObject): () => Promise<void> {
  let isOver = false;
  let under = Promise.resolve();
  const round = async () => {
    try {
      const due = await context.db.destructionRequest.findMany({ where: { dueAt: { lte: context.now() } } });
      for (const { schoolId } of due) {
        if (isOver) return;
        if (await destroySchool(context, schoolId, key)) context.log.info({ schoolId }, 'a school was destroyed');
      }
    } catch (err) {
      if (!isOver) context.log.error({ err }, 'a school was not destroyed');
    }
  };
  const next = () => {
    under = under.then(round);
  };
  next();
  const timer = setInterval(next, lookMs).unref();
  return async () => {
    isOver = true;
    clearInterval(timer);
    await under;
  };
}
