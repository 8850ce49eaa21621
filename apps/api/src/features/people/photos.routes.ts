import * as contract from '@hadir/contract/photos.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { done, mount } from '#http/mount.ts';
import { deletePhoto } from './delete-photo.ts';
import { setPhoto } from './set-photo.ts';
import { viewPhoto } from './view-photo.ts';

/** The school's photos of its people. */
export function photosRoutes(context: Context): Router {
  const router = Router();
  mount(router, contract.getPhoto, ({ person, client, params }) =>
    viewPhoto(context, { ...person, client }, params.id),
  );
  mount(router, contract.setPhoto, ({ person, client, params, body }) =>
    setPhoto(context, { ...person, client }, params.id, body),
  );
  mount(router, contract.deletePhoto, async ({ person, client, params }) => {
    await deletePhoto(context, { ...person, client }, params.id);
    return done;
  });
  return router;
}
