import { getHealth } from '@hadir/contract/health.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { mount } from '#http/mount.ts';
import { pingDatabase } from './ping-database.ts';
import { version } from './version.ts';

export function healthRoutes(context: Context): Router {
  const router = Router();

  mount(router, getHealth, async () => {
    await pingDatabase(context);
    return { status: 'ok', version, database: 'ok', at: context.now().toISOString() } as const;
  });

  return router;
}
