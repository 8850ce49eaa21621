import * as contract from '@hadir/contract/imports.ts';
import { Router } from 'express';
import { recordView } from '#features/audit/record-view.ts';
import type { Context } from '#http/context.ts';
import { mount } from '#http/mount.ts';
import { personLimit } from '#http/rate-limit.ts';
import { checkImport } from './check-import.ts';
import { getImport } from './get-import.ts';
import { listImportedRows } from './list-imported-rows.ts';
import { listImports } from './list-imports.ts';
import { mapImport } from './map-import.ts';
import { runImport } from './run-import.ts';
import { undoImport } from './undo-import.ts';

/** Files of one person a minute: each is up to five thousand rows of work. */
const filesPerMinute = 20;

export function importsRoutes(context: Context): Router {
  const router = Router();

  mount(router, contract.listImports, ({ person, query }) => listImports(context, person.schoolId, query.cursor));

  mount(
    router,
    contract.checkImport,
    ({ person, client, body }) => checkImport(context, { ...person, client }, body),
    personLimit(filesPerMinute),
  );

  mount(router, contract.getImport, async ({ person, client, params }) => {
    const shown = await getImport(context, person.schoolId, params.id);
    await recordView(context, { ...person, client }, 'import.viewed', { type: 'import', id: params.id });
    return shown;
  });

  mount(router, contract.mapImport, ({ person, client, params, body }) =>
    mapImport(context, { ...person, client }, params.id, body.mapping),
  );

  mount(router, contract.runImport, ({ person, client, params }) =>
    runImport(context, { ...person, client }, params.id),
  );

  mount(router, contract.undoImport, async ({ person, client, params }) => ({
    import: await undoImport(context, { ...person, client }, params.id),
  }));

  mount(router, contract.listImportedRows, async ({ person, client, params, query }) => {
    const page = await listImportedRows(context, person.schoolId, params.id, query);
    await recordView(context, { ...person, client }, 'import.viewed', { type: 'import', id: params.id });
    return page;
  });

  return router;
}
