import { listAuditEntries as endpoint } from '@hadir/contract/audit.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { mount } from '#http/mount.ts';
import { listAuditEntries } from './list-audit-entries.ts';
import { recordView } from './record-view.ts';

export function auditRoutes(context: Context): Router {
  const router = Router();

  mount(router, endpoint, async ({ person, client, query: { cursor, ...asked } }) => {
    const page = await listAuditEntries(context, person.schoolId, { cursor, ...asked });
    await recordView(context, { ...person, client }, 'audit.viewed', { type: 'school', id: person.schoolId }, asked);
    return page;
  });

  return router;
}
