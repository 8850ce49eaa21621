import * as contract from '@hadir/contract/schools.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { done, mount } from '#http/mount.ts';
import { createSchool } from './create-school.ts';
import { inviteSchoolAdmin } from './invite-school-admin.ts';
import { listSchools } from './list-schools.ts';
import { reopenSchool } from './reopen-school.ts';
import { stopSchool } from './stop-school.ts';

export function schoolsRoutes(context: Context): Router {
  const router = Router();

  mount(router, contract.listSchools, async ({ query }) => listSchools(context, query.cursor));

  mount(router, contract.createSchool, async ({ person, client, body }) =>
    createSchool(context, { ...person, client }, body),
  );

  mount(router, contract.inviteSchoolAdmin, async ({ person, client, params, body }) =>
    inviteSchoolAdmin(context, { ...person, client }, params.id, body),
  );

  mount(router, contract.stopSchool, async ({ person, client, params, body }) => {
    await stopSchool(context, { ...person, client }, params.id, body.reason);
    return done;
  });

  mount(router, contract.reopenSchool, async ({ person, client, params, body }) => {
    await reopenSchool(context, { ...person, client }, params.id, body.reason);
    return done;
  });

  return router;
}
