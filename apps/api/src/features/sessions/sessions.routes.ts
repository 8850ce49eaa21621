import * as contract from '@hadir/contract/sessions.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { done, mount } from '#http/mount.ts';
import { passwordLimit } from '#http/rate-limit.ts';
import { closeClassSession } from './close-class-session.ts';
import { createClassSession } from './create-class-session.ts';
import { deleteClassSession } from './delete-class-session.ts';
import { listActiveSessions } from './list-active-sessions.ts';
import { listClassSessions } from './list-class-sessions.ts';
import { openClassSession } from './open-class-session.ts';

export function sessionsRoutes(context: Context): Router {
  const router = Router();

  mount(router, contract.listActiveSessions, async ({ person }) => listActiveSessions(context, person));

  mount(router, contract.listClassSessions, async ({ person, query }) => ({
    items: await listClassSessions(context, person, query),
  }));

  mount(router, contract.createClassSession, async ({ person, client, body }) =>
    createClassSession(context, { ...person, client }, body),
  );

  mount(router, contract.openClassSession, async ({ person, client, params, body }) =>
    openClassSession(context, { ...person, client }, params.id, body),
  );

  mount(router, contract.closeClassSession, async ({ person, client, params }) =>
    closeClassSession(context, { ...person, client }, params.id),
  );

  mount(
    router,
    contract.deleteClassSession,
    async ({ person, client, params, body }) => {
      await deleteClassSession(context, { ...person, client }, params.id, body);
      return done;
    },
    passwordLimit(),
  );

  return router;
}
