import * as contract from '@hadir/contract/attempts.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { mount } from '#http/mount.ts';
import { listAttempts } from './list-attempts.ts';
import { viewAttempt } from './view-attempt.ts';

export function attemptsRoutes(context: Context): Router {
  const router = Router();

  mount(router, contract.listAttempts, async ({ person, query }) => listAttempts(context, person.schoolId, query));

  mount(router, contract.getAttempt, async ({ person, client, params }) =>
    viewAttempt(context, { ...person, client }, params.id),
  );

  return router;
}
