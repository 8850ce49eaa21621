import * as contract from '@hadir/contract/sessions.ts';
import { getTimetable as getTimetableEndpoint, listComingSessions as listComing } from '@hadir/contract/timetable.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { done, mount } from '#http/mount.ts';
import { passwordLimit } from '#http/rate-limit.ts';
import { cancelClassSession } from './cancel-class-session.ts';
import { closeClassSession } from './close-class-session.ts';
import { createClassSession } from './create-class-session.ts';
import { deleteClassSession } from './delete-class-session.ts';
import { getTimetable } from './get-timetable.ts';
import { listActiveSessions } from './list-active-sessions.ts';
import { listClassSessions } from './list-class-sessions.ts';
import { listComingSessions } from './list-coming-sessions.ts';
import { openClassSession } from './open-class-session.ts';
import { restoreClassSession } from './restore-class-session.ts';
import { startClassSession } from './start-class-session.ts';

export function sessionsRoutes(context: Context): Router {
  const router = Router();

  mount(router, contract.listActiveSessions, async ({ person }) => listActiveSessions(context, person));

  mount(router, listComing, async ({ person }) => listComingSessions(context, person));

  mount(router, getTimetableEndpoint, async ({ person, query }) => getTimetable(context, person, query));

  mount(router, contract.listClassSessions, async ({ person, query }) => ({
    items: await listClassSessions(context, person, query),
  }));

  mount(router, contract.createClassSession, async ({ person, client, body }) =>
    createClassSession(context, { ...person, client }, body),
  );

  mount(router, contract.startClassSession, async ({ person, client, body }) =>
    startClassSession(context, { ...person, client }, body),
  );

  mount(router, contract.cancelClassSession, async ({ person, client, params, body }) =>
    cancelClassSession(context, { ...person, client }, params.id, body.reason),
  );

  mount(router, contract.restoreClassSession, async ({ person, client, params }) =>
    restoreClassSession(context, { ...person, client }, params.id),
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
