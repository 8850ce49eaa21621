import * as contract from '@hadir/contract/privacy.ts';
import { Router } from 'express';
import { recordView } from '#features/audit/record-view.ts';
import type { Context } from '#http/context.ts';
import { done, mount } from '#http/mount.ts';
import { passwordLimit, personLimit } from '#http/rate-limit.ts';
import { applyRetention } from './apply-retention.ts';
import { erasePerson } from './erase-person.ts';
import { findOwnErasureRequest } from './find-own-erasure-request.ts';
import { listErasureRequests } from './list-erasure-requests.ts';
import { listRetentionRuns } from './list-retention-runs.ts';
import { refuseErasure } from './refuse-erasure.ts';
import { requestErasure } from './request-erasure.ts';
import { runRetention } from './run-retention.ts';
import { showRetention } from './show-retention.ts';
import { withdrawErasureRequest } from './withdraw-erasure-request.ts';

export function privacyRoutes(context: Context): Router {
  const router = Router();

  mount(router, contract.getOwnErasureRequest, async ({ person }) => ({
    request: await findOwnErasureRequest(context, person),
  }));

  mount(router, contract.requestErasure, async ({ person, client, body }) =>
    requestErasure(context, { ...person, client }, body.reason),
  );

  mount(router, contract.withdrawErasureRequest, async ({ person, client }) => {
    await withdrawErasureRequest(context, { ...person, client });
    return done;
  });

  mount(router, contract.listErasureRequests, async ({ person, client, query }) => {
    const page = await listErasureRequests(context, person.schoolId, query);
    await recordView(context, { ...person, client }, 'erasure_requests.viewed', {
      type: 'school',
      id: person.schoolId,
    });
    return page;
  });

  mount(router, contract.refuseErasure, async ({ person, client, params, body }) => {
    await refuseErasure(context, { ...person, client }, params.id, body.reason);
    return done;
  });

  mount(
    router,
    contract.erasePerson,
    async ({ person, client, params, body }) => {
      await erasePerson(context, { ...person, client }, params.id, body);
      return done;
    },
    passwordLimit(),
  );

  mount(router, contract.getRetention, async ({ person }) => showRetention(context, person.schoolId));

  mount(router, contract.listRetentionRuns, async ({ person, query }) =>
    listRetentionRuns(context, person.schoolId, query.cursor),
  );

  mount(
    router,
    contract.tryRetention,
    async ({ person, client }) =>
      applyRetention(context, person.schoolId, { isDryRun: true, actor: { ...person, client } }),
    personLimit(6),
  );

  mount(
    router,
    contract.runRetention,
    async ({ person, client, body }) => runRetention(context, { ...person, client }, body.password),
    passwordLimit(),
  );

  return router;
}
