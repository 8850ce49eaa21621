import * as contract from '@hadir/contract/people.ts';
import { changeRole as changeRoleEndpoint } from '@hadir/contract/staff.ts';
import { Router } from 'express';
import { recordView } from '#features/audit/record-view.ts';
import { showMe } from '#features/sign-in/show-me.ts';
import type { Context } from '#http/context.ts';
import { done, mount } from '#http/mount.ts';
import { linkLimit } from '#http/rate-limit.ts';
import { startWebSession } from '#http/sign-in.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { changeRole } from './change-role.ts';
import { inviteStaff } from './invite-staff.ts';
import { listInvitations } from './list-invitations.ts';
import { listPeople } from './list-people.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';

export function peopleRoutes(context: Context): Router {
  const router = Router();

  mount(router, contract.listPeople, async ({ person, client, query: { cursor, ...asked } }) => {
    const page = await listPeople(context, person, { cursor, ...asked });
    await recordView(context, { ...person, client }, 'people.viewed', { type: 'school', id: person.schoolId }, asked);
    return page;
  });

  mount(router, contract.invite, async ({ person, client, body }) => inviteStaff(context, { ...person, client }, body));

  mount(router, contract.listInvitations, async ({ person, client }) => {
    const items = await listInvitations(context, person.schoolId);
    await recordView(context, { ...person, client }, 'invitations.viewed', { type: 'school', id: person.schoolId });
    return { items };
  });

  mount(router, contract.withdrawInvitation, async ({ person, client, params }) => {
    await withdrawInvitation(context, { ...person, client }, params.id);
    return done;
  });

  mount(router, changeRoleEndpoint, async ({ person, client, params, body }) => {
    await changeRole(context, { ...person, client }, params.id, body);
    return done;
  });

  mount(
    router,
    contract.acceptInvitation,
    async ({ body, client, request }) => {
      const person = await acceptInvitation(context, body, client);
      await startWebSession(request, person, context.now());
      return showMe(context, person);
    },
    linkLimit(),
  );

  return router;
}
