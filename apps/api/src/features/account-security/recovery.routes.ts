import * as contract from '@hadir/contract/account-security.ts';
import { Router } from 'express';
import { claimedName } from '#features/sign-in/claimed.ts';
import { showMe } from '#features/sign-in/show-me.ts';
import type { Context } from '#http/context.ts';
import { done, mount } from '#http/mount.ts';
import { linkLimit, passwordLimit, personLimit, resetLimits, signInLimit } from '#http/rate-limit.ts';
import { startWebSession } from '#http/sign-in.ts';
import { askPasswordReset } from './ask-password-reset.ts';
import { changePassword } from './change-password.ts';
import { claimAccount } from './claim-account.ts';
import { issueClaimCodes } from './issue-claim-codes.ts';
import { issueReset } from './issue-reset.ts';
import { spendResetCode } from './spend-reset-code.ts';
import { spendResetLink } from './spend-reset-link.ts';

/** Ways to a password: another one, a forgotten one, and the first one of a record that was imported. */
export function recoveryRoutes(context: Context): Router {
  const router = Router();

  mount(
    router,
    contract.changePassword,
    async ({ person, client, body }) => {
      await changePassword(context, { ...person, client }, body);
      return done;
    },
    passwordLimit(),
  );
  mount(
    router,
    contract.askPasswordReset,
    async ({ body, client }) => {
      askPasswordReset(context, body.email, client);
      return done;
    },
    ...resetLimits(claimedName),
  );
  mount(
    router,
    contract.spendResetLink,
    async ({ body, client }) => {
      await spendResetLink(context, body, client);
      return done;
    },
    linkLimit(),
  );
  mount(
    router,
    contract.spendResetCode,
    async ({ body, client }) => {
      await spendResetCode(context, body, client);
      return done;
    },
    signInLimit(claimedName),
    linkLimit(),
  );
  mount(
    router,
    contract.issueReset,
    async ({ person, client, params, body }) => {
      const { value, expiresAt } = await issueReset(context, { ...person, client }, params.id, body.kind);
      return { kind: body.kind, value, expires_at: expiresAt.toISOString() };
    },
    personLimit(20),
  );
  mount(
    router,
    contract.issueClaimCodes,
    async ({ person, client, body }) => {
      const { expiresAt, ...sheet } = await issueClaimCodes(context, { ...person, client }, body);
      return { ...sheet, url: `${context.publicUrl}/claim`, expires_at: expiresAt.toISOString() };
    },
    personLimit(20),
  );
  mount(
    router,
    contract.claimAccount,
    async ({ body, client, request }) => {
      const person = await claimAccount(context, body, client);
      await startWebSession(request, person, context.now());
      return showMe(context, person);
    },
    linkLimit(),
  );

  return router;
}
