import { retireMasterKeys } from '#features/enrolment/retire-master-keys.ts';
import { rewrapTemplates } from '#features/enrolment/rewrap-templates.ts';
import type { Context } from '#http/context.ts';

/** A key file that was exchanged is noticed so soon. */
const lookMs = 10_000;

/**
 * Seals everything with the current master key while the product runs, whenever there is another one in use: at once,
 * and when a key file is exchanged. What fails is logged and tried again.
 * @param onDone an earlier key is not needed any more
 * @returns ends it
 */
export function rotateMasterKey(context: Context, onDone: () => void): () => void {
  let isOver = false;
  let isBusy = false;
  const round = async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      await context.keys.refresh();
      if (await isRotating(context)) await rotate();
    } catch (err) {
      if (!isOver) context.log.error({ err }, 'the master key was not rotated');
    } finally {
      isBusy = false;
    }
  };
  const rotate = async () => {
    const count = await rewrapTemplates(context, () => isOver);
    const retired = isOver ? [] : await retireMasterKeys(context);
    if (retired.length === 0) return;
    context.log.info({ count, retired }, 'the rotation is done: the previous master key is not needed any more');
    onDone();
  };
  void round();
  const timer = setInterval(() => void round(), lookMs).unref();
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}

async function isRotating({ db, keys }: Context): Promise<boolean> {
  const { version } = keys.current();
  return (await db.masterKeyCheck.findFirst({ where: { version: { not: version } } })) !== null;
}
