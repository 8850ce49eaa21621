import * as contract from '@hadir/contract/destruction.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { done, mount } from '#http/mount.ts';
import { linkLimit, passwordLimit } from '#http/rate-limit.ts';
import { agreeDestruction } from './agree-destruction.ts';
import { cancelDestruction } from './cancel-destruction.ts';
import { showDestruction } from './destruction-of.ts';
import { readCertificate } from './read-certificate.ts';
import { requestDestruction } from './request-destruction.ts';

export function destructionRoutes(context: Context): Router {
  const router = Router();

  mount(router, contract.getDestruction, async ({ person, params }) => showDestruction(context.db, person, params.id));

  mount(
    router,
    contract.requestDestruction,
    async ({ person, client, params, body }) => requestDestruction(context, { ...person, client }, params.id, body),
    passwordLimit(),
  );

  mount(
    router,
    contract.agreeDestruction,
    async ({ person, client, params, body }) => agreeDestruction(context, { ...person, client }, params.id, body),
    passwordLimit(),
  );

  mount(
    router,
    contract.cancelDestruction,
    async ({ person, client, params, body }) => {
      await cancelDestruction(context, { ...person, client }, params.id, body);
      return done;
    },
    passwordLimit(),
  );

  mount(router, contract.readCertificate, async ({ body }) => readCertificate(context, body.token), linkLimit());

  return router;
}
