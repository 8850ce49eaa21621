import * as contract from '@hadir/contract/look-alikes.ts';
import { Router } from 'express';
import { recordView } from '#features/audit/record-view.ts';
import type { Context } from '#http/context.ts';
import { done, mount } from '#http/mount.ts';
import { addTwins } from './add-twins.ts';
import { countLookAlikes } from './count-look-alikes.ts';
import { decideLookAlike } from './decide-look-alike.ts';
import { listLookAlikes } from './list-look-alikes.ts';
import { listTwins } from './list-twins.ts';
import { removeTwins } from './remove-twins.ts';

/** Enrolled faces that come close to each other, and the pairs of people who are known to look alike. */
export function lookAlikeRoutes(context: Context): Router {
  const router = Router();
  mount(router, contract.listLookAlikes, async ({ person, client, query }) => {
    const page = await listLookAlikes(context, person.schoolId, query);
    const school = { type: 'school', id: person.schoolId };
    await recordView(context, { ...person, client }, 'look_alikes.viewed', school, { state: query.state });
    return page;
  });
  mount(router, contract.countLookAlikes, ({ person }) => countLookAlikes(context, person.schoolId));
  mount(router, contract.decideLookAlike, ({ person, client, params, body }) =>
    decideLookAlike(context, { ...person, client }, params.id, body),
  );
  mount(router, contract.listTwins, async ({ person, client }) => {
    const items = await listTwins(context, person.schoolId);
    await recordView(context, { ...person, client }, 'twins.viewed', { type: 'school', id: person.schoolId });
    return { items };
  });
  mount(router, contract.addTwins, ({ person, client, body }) => addTwins(context, { ...person, client }, body));
  mount(router, contract.removeTwins, async ({ person, client, params }) => {
    await removeTwins(context, { ...person, client }, params.id);
    return done;
  });
  return router;
}
