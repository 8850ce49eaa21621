import { createHash, timingSafeEqual } from 'node:crypto';
import { Router } from 'express';
import { measureSealLag } from '#features/audit/measure-seal-lag.ts';
import { countMessages } from '#features/outbox/count-messages.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { outboxMessages, outboxOldestSeconds, registry, sealerLagSeconds } from '#http/metrics.ts';

/**
 * `GET /metrics` in Prometheus' text format, for the bearer of the token. For everybody else, and without a token,
 * there is no such address. No part of the interface that OpenAPI describes: its form is not ours.
 */
export function metricsRoutes(context: Context, token: string | null): Router {
  const router = Router();
  router.get('/metrics', async (request, response, next) => {
    // Not left to the web app's own addresses, which answer with its page.
    if (token === null || !isBearer(request.get('authorization'), token)) {
      return next(new AppError('not_found', 'There is no such address.'));
    }
    const { waiting, dead, oldestS } = await countMessages(context.db);
    outboxMessages.set({ state: 'waiting' }, waiting);
    outboxMessages.set({ state: 'dead' }, dead);
    outboxOldestSeconds.set(oldestS);
    sealerLagSeconds.set(await measureSealLag(context.db));
    response
      .set('Cache-Control', 'no-store')
      .type(registry.contentType)
      .send(await registry.metrics());
  });
  return router;
}

function isBearer(header: string | undefined, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(header ?? ''), hash(`Bearer ${token}`));
}
