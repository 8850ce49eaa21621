import * as contract from '@hadir/contract/guardians.ts';
import { Router } from 'express';
import { recordView } from '#features/audit/record-view.ts';
import type { Context } from '#http/context.ts';
import { done, mount } from '#http/mount.ts';
import { addGuardian } from './add-guardian.ts';
import { deleteGuardian } from './delete-guardian.ts';
import { listGuardians } from './list-guardians.ts';
import { updateGuardian } from './update-guardian.ts';

/** Who answers for students at home. */
export function guardiansRoutes(context: Context): Router {
  const router = Router();

  mount(router, contract.listGuardians, async ({ person, client, params }) => {
    const items = await listGuardians(context, person, params.id);
    await recordView(context, { ...person, client }, 'guardians.viewed', { type: 'person', id: params.id });
    return { items };
  });

  mount(router, contract.createGuardian, ({ person, client, params, body }) =>
    addGuardian(context, { ...person, client }, params.id, body),
  );

  mount(router, contract.updateGuardian, ({ person, client, params, body }) =>
    updateGuardian(context, { ...person, client }, params.id, body),
  );

  mount(router, contract.deleteGuardian, async ({ person, client, params }) => {
    await deleteGuardian(context, { ...person, client }, params.id);
    return done;
  });

  return router;
}
