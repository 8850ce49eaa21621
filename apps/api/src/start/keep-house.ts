import type { Context } from '#http/context.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Forgets what the retention policy says, now and once a day; what fails is logged and tried again the next time.
 * @param work what is forgotten, by name: each says how much it was
 * @param everyMs in place of a day
 * @returns ends it
 */
export function keepHouse(
  context: Pick<Context, 'log'>,
  work: Record<string, () => Promise<number>>,
  everyMs = dayMs,
): () => void {
  let isOver = false;
  const forget = async (what: string, forgetting: () => Promise<number>) => {
    try {
      const count = await forgetting();
      if (count > 0) context.log.info({ count }, `${what} were forgotten`);
    } catch (err) {
      if (!isOver) context.log.error({ err }, `${what} were not forgotten`);
    }
  };
  const round = async () => {
    for (const [what, forgetting] of Object.entries(work)) await forget(what, forgetting);
  };
  void round();
  const timer = setInterval(() => void round(), everyMs).unref();
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}
