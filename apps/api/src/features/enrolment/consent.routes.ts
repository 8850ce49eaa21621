import * as contract from '@hadir/contract/consent.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { done, mount } from '#http/mount.ts';
import { linkLimit } from '#http/rate-limit.ts';
import { agreeByGuardianLink } from './agree-by-guardian-link.ts';
import { createGuardianLink } from './create-guardian-link.ts';
import { readGuardianLink } from './read-guardian-link.ts';
import { recordGuardianConsent } from './record-guardian-consent.ts';
import { refuseByGuardianLink } from './refuse-by-guardian-link.ts';
import { viewConsents } from './view-consents.ts';
import { withdrawConsent } from './withdraw-consent.ts';

/** Who agreed to what, and how a guardian agrees. */
export function consentRoutes(context: Context): Router {
  const router = Router();
  mount(router, contract.listConsents, ({ person, client, params }) =>
    viewConsents(context, { ...person, client }, params.id),
  );
  mount(router, contract.recordGuardianConsent, ({ person, client, params, body }) =>
    recordGuardianConsent(context, { ...person, client }, params.id, body),
  );
  mount(router, contract.withdrawConsent, ({ person, client, params, body }) =>
    withdrawConsent(context, { ...person, client }, params.id, body),
  );
  mount(router, contract.createGuardianLink, async ({ person, client, params }) => {
    const { link, expiresAt } = await createGuardianLink(context, { ...person, client }, params.id);
    return { link, expires_at: expiresAt.toISOString() };
  });
  mount(
    router,
    contract.readGuardianLink,
    ({ client, body }) => readGuardianLink(context, body.token, client),
    linkLimit(),
  );
  mount(
    router,
    contract.agreeByGuardianLink,
    async ({ client, body }) => {
      await agreeByGuardianLink(context, body, client);
      return done;
    },
    linkLimit(),
  );
  mount(
    router,
    contract.refuseByGuardianLink,
    async ({ client, body }) => {
      await refuseByGuardianLink(context, body, client);
      return done;
    },
    linkLimit(),
  );
  return router;
}
