import * as contract from '@hadir/contract/places.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { mount } from '#http/mount.ts';
import { createPlace } from './create-place.ts';
import { listPlaces } from './list-places.ts';
import { updatePlace } from './update-place.ts';

export function placesRoutes(context: Context): Router {
  const router = Router();

  mount(router, contract.listPlaces, async ({ person }) => ({ items: await listPlaces(context, person.schoolId) }));

  mount(router, contract.createPlace, async ({ person, client, body }) =>
    createPlace(context, { ...person, client }, body),
  );

  mount(router, contract.updatePlace, async ({ person, client, params, body }) =>
    updatePlace(context, { ...person, client }, params.id, body),
  );

  return router;
}
