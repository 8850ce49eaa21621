import { forgetOldPositions } from '#features/attempts/forget-old-positions.ts';
import { forgetOldProbes } from '#features/attendance/forget-old-probes.ts';
import { forgetOldReceipts } from '#features/attendance/forget-old-receipts.ts';
import { forgetOldTickets } from '#features/offline/forget-old-tickets.ts';
import { forgetOldTraces } from '#features/signals/forget-old-traces.ts';
import type { Context } from '#http/context.ts';

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Forgets what the retention policy says, now and once a day; what fails is logged and tried again the next day.
 * @param more what else is forgotten, by name: each says how much it was
 * @returns ends it
 */
export function keepHouse(
  context: Pick<Context, 'db' | 'log' | 'now'>,
  more: Record<string, () => Promise<number>> = {},
): () => void {
  let isOver = false;
  const forget = async (what: string, work: typeof forgetOldPositions) => {
    try {
      const count = await work(context);
      if (count > 0) context.log.info({ count }, `${what} were forgotten`);
    } catch (err) {
      if (!isOver) context.log.error({ err }, `${what} were not forgotten`);
    }
  };
  const round = async () => {
    await forget('old positions', forgetOldPositions);
    await forget('old face probes', forgetOldProbes);
    await forget('old scans of room codes', forgetOldReceipts);
    await forget('old tickets for marks without network', forgetOldTickets);
    await forget('old traces of phones and refusals', forgetOldTraces);
    for (const [what, work] of Object.entries(more)) await forget(what, work);
  };
  void round();
  const timer = setInterval(() => void round(), dayMs).unref();
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}
