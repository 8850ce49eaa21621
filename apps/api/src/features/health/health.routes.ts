import { getHealth } from '@hadir/contract/health.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { mount } from '#http/mount.ts';
import { createOutboxJudge } from './judge-outbox.ts';
import { pingDatabase } from './ping-database.ts';
import { createDiskProbe } from './probe-disk.ts';
import { version } from './version.ts';

/** @param dataFolder what must be writable for the product to be well; null asks nothing */
export function healthRoutes(context: Context, dataFolder: string | null): Router {
  const router = Router();
  const canWrite = createDiskProbe(dataFolder);
  const judgeOutbox = createOutboxJudge(context);

  mount(router, getHealth, async () => {
    await pingDatabase(context);
    if (!(await canWrite())) throw new AppError('unavailable', 'The disk cannot be written.', { retryAfterS: 30 });
    const outbox = await judgeOutbox();
    return { status: 'ok', version, database: 'ok', disk: 'ok', outbox, at: context.now().toISOString() } as const;
  });

  return router;
}
