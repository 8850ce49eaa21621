import * as contract from '@hadir/contract/structure.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { done, mount } from '#http/mount.ts';
import { createClass } from './create-class.ts';
import { createStream } from './create-stream.ts';
import { deleteClass } from './delete-class.ts';
import { deleteStream } from './delete-stream.ts';
import { listClasses } from './list-classes.ts';
import { updateClass } from './update-class.ts';
import { updateStream } from './update-stream.ts';

/** Classes and their streams. */
export function structureRoutes(context: Context): Router {
  const router = Router();

  mount(router, contract.listClasses, async ({ person }) => ({ items: await listClasses(context, person.schoolId) }));

  mount(router, contract.createClass, ({ person, client, body }) => createClass(context, { ...person, client }, body));

  mount(router, contract.updateClass, ({ person, client, params, body }) =>
    updateClass(context, { ...person, client }, params.id, body),
  );

  mount(router, contract.deleteClass, async ({ person, client, params }) => {
    await deleteClass(context, { ...person, client }, params.id);
    return done;
  });

  mount(router, contract.createStream, ({ person, client, params, body }) =>
    createStream(context, { ...person, client }, params.id, body),
  );

  mount(router, contract.updateStream, ({ person, client, params, body }) =>
    updateStream(context, { ...person, client }, params.id, body),
  );

  mount(router, contract.deleteStream, ({ person, client, params }) =>
    deleteStream(context, { ...person, client }, params.id),
  );

  return router;
}
