import * as contract from '@hadir/contract/passkeys.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { done, mount } from '#http/mount.ts';
import { passwordLimit, personLimit } from '#http/rate-limit.ts';
import { addPasskey } from './add-passkey.ts';
import { approveByPasskey } from './approve-by-passkey.ts';
import { listPasskeys } from './list-passkeys.ts';
import { offerApproval } from './offer-approval.ts';
import { offerPasskey } from './offer-passkey.ts';
import { passkeysAllowed } from './passkeys-allowed.ts';
import { removePasskey } from './remove-passkey.ts';
import { renamePasskey } from './rename-passkey.ts';

/** Passkeys, and what they are for: approving a phone without a teacher. */
export function passkeyRoutes(context: Context): Router {
  const router = Router();
  mount(router, contract.listPasskeys, async ({ person }) => ({
    items: await listPasskeys(context, person),
    most: passkeysAllowed,
  }));
  mount(
    router,
    contract.offerPasskey,
    async ({ person, client, body }) => {
      const { options, expiresAt } = await offerPasskey(context, { ...person, client }, body.password);
      return { options: { ...options }, expires_at: expiresAt.toISOString() };
    },
    passwordLimit(),
    personLimit(20),
  );
  mount(
    router,
    contract.addPasskey,
    ({ person, client, body, rawBody }) => addPasskey(context, { ...person, client }, { ...body, rawBody }),
    personLimit(20),
  );
  mount(router, contract.renamePasskey, ({ person, client, params, body }) =>
    renamePasskey(context, { ...person, client }, params.id, body.label),
  );
  mount(router, contract.removePasskey, async ({ person, client, params }) => {
    await removePasskey(context, { ...person, client }, params.id);
    return done;
  });
  mount(
    router,
    contract.offerPasskeyApproval,
    async ({ person, params }) => {
      const { options, expiresAt } = await offerApproval(context, person, params.id);
      return { options: { ...options }, expires_at: expiresAt.toISOString() };
    },
    personLimit(20),
  );
  mount(
    router,
    contract.approveByPasskey,
    ({ person, client, params, body }) => approveByPasskey(context, { ...person, client }, params.id, body.credential),
    personLimit(20),
  );
  return router;
}
