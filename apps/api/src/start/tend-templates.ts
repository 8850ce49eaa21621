import { resealTotp } from '#features/account-security/reseal-totp.ts';
import { eraseDeletedTemplates } from '#features/enrolment/erase-deleted-templates.ts';
import { retireMasterKeys } from '#features/enrolment/retire-master-keys.ts';
import { rewrapTemplates } from '#features/enrolment/rewrap-templates.ts';
import type { Context } from '#http/context.ts';

/** A key file that was exchanged is noticed so soon, and a template that was deleted by other hands. */
const lookMs = 10_000;

/**
 * Looks after the templates at rest, at once and from then on: what is gone is overwritten in the vault, and while there
 * is another master key than the current one in use, everything is sealed with the current one. What fails is logged
 * and tried again.
 * @param onRotated an earlier key is not needed any more
 * @returns ends it; resolves when nothing is under way
 */
export function tendTemplates(context: Context, onRotated: () => void): () => Promise<void> {
  let isOver = false;
  let under = Promise.resolve();
  const attempt = async (what: string, work: () => Promise<unknown>) => {
    try {
      if (!isOver) await work();
    } catch (err) {
      if (!isOver) context.log.error({ err }, what);
    }
  };
  const rotate = async () => {
    await context.keys.refresh();
    if (!(await isRotating(context))) return;
    const count = (await resealTotp(context, () => isOver)) + (await rewrapTemplates(context, () => isOver));
    const retired = isOver ? [] : await retireMasterKeys(context);
    if (retired.length === 0) return;
    onRotated();
    context.log.info({ count, retired }, 'the rotation is done: the previous master key is not needed any more');
  };
  const round = async () => {
    await attempt('deleted face templates were not erased', () => eraseDeletedTemplates(context));
    await attempt('the master key was not rotated', rotate);
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

async function isRotating({ db, keys }: Context): Promise<boolean> {
  const { version } = keys.current();
  return (await db.masterKeyCheck.findFirst({ where: { version: { not: version } } })) !== null;
}
