import { getPolicies } from '@hadir/contract/consent.ts';
import { getSchool, setUpSchool as setUpEndpoint, updateSchool as updateEndpoint } from '@hadir/contract/school.ts';
import { Router } from 'express';
import { showMe } from '#features/sign-in/show-me.ts';
import type { Context } from '#http/context.ts';
import { mount } from '#http/mount.ts';
import { linkLimit } from '#http/rate-limit.ts';
import { startWebSession } from '#http/sign-in.ts';
import { setUpSchool } from './set-up-school.ts';
import { showPolicies } from './show-policies.ts';
import { showSchool } from './show-school.ts';
import { updateSchool } from './update-school.ts';

export function schoolRoutes(context: Context): Router {
  const router = Router();

  mount(router, getSchool, async ({ person }) => showSchool(context, person.schoolId));

  mount(router, getPolicies, async ({ person }) => showPolicies(context, person.schoolId));

  mount(router, updateEndpoint, async ({ person, client, body }) => updateSchool(context, { ...person, client }, body));

  mount(
    router,
    setUpEndpoint,
    async ({ body, client, request }) => {
      const admin = await setUpSchool(context, body, client);
      await startWebSession(request, admin, context.now());
      return showMe(context, admin);
    },
    linkLimit(),
  );

  return router;
}
