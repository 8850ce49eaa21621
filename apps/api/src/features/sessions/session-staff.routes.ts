import * as contract from '@hadir/contract/session-staff.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { mount } from '#http/mount.ts';
import { addSessionStaff } from './add-session-staff.ts';
import { listColleagues } from './list-colleagues.ts';
import { listSessionsOfColleagues } from './list-sessions-of-colleagues.ts';
import { removeSessionStaff } from './remove-session-staff.ts';
import { takeOverSession } from './take-over-session.ts';

export function sessionStaffRoutes(context: Context): Router {
  const router = Router();

  mount(router, contract.listColleagues, async ({ person, query }) => ({
    items: await listColleagues(context, person, query.search),
  }));

  mount(router, contract.addSessionStaff, async ({ person, client, params, body }) =>
    addSessionStaff(context, { ...person, client }, params.id, body.person_id),
  );

  mount(router, contract.removeSessionStaff, async ({ person, client, params }) =>
    removeSessionStaff(context, { ...person, client }, params.id, params.person_id),
  );

  mount(router, contract.listSessionsOfColleagues, async ({ person, query }) => ({
    items: await listSessionsOfColleagues(context, person, query.search),
  }));

  mount(router, contract.takeOverSession, async ({ person, client, params, body }) =>
    takeOverSession(context, { ...person, client }, params.id, body.reason),
  );

  return router;
}
