import * as contract from '@hadir/contract/attempts.ts';
import { Router } from 'express';
import { recordView } from '#features/audit/record-view.ts';
import type { Context } from '#http/context.ts';
import { mount } from '#http/mount.ts';
import { fileLimit } from '#http/rate-limit.ts';
import { listAttempts } from './list-attempts.ts';
import { makeAttemptFile } from './make-attempt-file.ts';
import { viewAttempt } from './view-attempt.ts';

export function attemptsRoutes(context: Context): Router {
  const router = Router();

  mount(router, contract.listAttempts, async ({ person, client, query: { cursor, ...asked } }) => {
    const page = await listAttempts(context, person.schoolId, { cursor, ...asked });
    await recordView(context, { ...person, client }, 'attempts.viewed', { type: 'school', id: person.schoolId }, asked);
    return page;
  });

  mount(router, contract.getAttempt, async ({ person, client, params }) =>
    viewAttempt(context, { ...person, client }, params.id),
  );

  mount(
    router,
    contract.makeAttemptFile,
    async ({ person, client, body }) => makeAttemptFile(context, { ...person, client }, body),
    fileLimit(),
  );

  return router;
}
