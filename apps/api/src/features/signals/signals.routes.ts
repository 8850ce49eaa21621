import * as contract from '@hadir/contract/signals.ts';
import { Router } from 'express';
import { recordView } from '#features/audit/record-view.ts';
import type { Context } from '#http/context.ts';
import { mount } from '#http/mount.ts';
import { getSignalGraph } from './get-signal-graph.ts';
import { listSignals } from './list-signals.ts';
import { settleSignal } from './settle-signal.ts';
import { viewSignal } from './view-signal.ts';

export function signalsRoutes(context: Context): Router {
  const router = Router();

  mount(router, contract.listSignals, async ({ person, client, query: { cursor, ...asked } }) => {
    const page = await listSignals(context, person.schoolId, { cursor, ...asked });
    await recordView(context, { ...person, client }, 'signals.viewed', { type: 'school', id: person.schoolId }, asked);
    return page;
  });

  // Before the address that takes any word for an id.
  mount(router, contract.getSignalGraph, async ({ person, client, query }) => {
    const graph = await getSignalGraph(context, person.schoolId, query);
    const subject = { type: 'school', id: person.schoolId };
    await recordView(context, { ...person, client }, 'signal_graph.viewed', subject, query);
    return graph;
  });

  mount(router, contract.getSignal, async ({ person, client, params }) =>
    viewSignal(context, { ...person, client }, params.id),
  );

  mount(router, contract.decideSignal, async ({ person, client, params, body }) =>
    settleSignal(context, { ...person, client }, params.id, body),
  );

  return router;
}
