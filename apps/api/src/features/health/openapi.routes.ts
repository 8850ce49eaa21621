import type { Endpoint } from '@hadir/contract/endpoint.ts';
import { getOpenapi } from '@hadir/contract/health.ts';
import { Router } from 'express';
import { mount } from '#http/mount.ts';
import { makeOpenapi } from './make-openapi.ts';

/** @param endpoints all that are mounted, asked at the first request */
export function openapiRoutes(endpoints: () => readonly Endpoint[]): Router {
  const router = Router();
  let document: Record<string, unknown> | null = null;

  mount(router, getOpenapi, async () => {
    document ??= makeOpenapi(endpoints());
    return document;
  });

  return router;
}
