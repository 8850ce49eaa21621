import * as contract from '@hadir/contract/account-security.ts';
import { type Request, Router } from 'express';
import { offerPasskeyUse } from '#features/passkeys/offer-passkey-use.ts';
import { showMe } from '#features/sign-in/show-me.ts';
import type { Context } from '#http/context.ts';
import { done, mount } from '#http/mount.ts';
import { factorLimits, passwordLimit, personLimit } from '#http/rate-limit.ts';
import { endWebSession } from '#http/sign-in.ts';
import { beginTotp } from './begin-totp.ts';
import { confirmTotp } from './confirm-totp.ts';
import { endOwnSignIns } from './end-own-sign-ins.ts';
import { getHalfSignedIn, giveSecondStep } from './give-second-step.ts';
import { listSignIns } from './list-sign-ins.ts';
import { removeTotp } from './remove-totp.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import { resetSecondFactor } from './reset-second-factor.ts';
import { showSecondFactor } from './show-second-factor.ts';
import { stepUpSignIn } from './step-up-sign-in.ts';

/** The second factor, the second step of a sign-in, step-ups, and the list of sign-ins. */
export function accountSecurityRoutes(context: Context): Router {
  const router = Router();
  const halfOrWhole = ({ session }: Request) => session.half?.personId ?? session.personId ?? '';

  mount(
    router,
    contract.secondStep,
    async ({ body, client, request }) => showMe(context, await giveSecondStep(context, request, body, client)),
    ...factorLimits(halfOrWhole),
  );
  mount(
    router,
    contract.offerSecondStep,
    async ({ request }) => onWire(await offerPasskeyUse(context, await getHalfSignedIn(context, request), 'sign_in')),
    personLimit(20),
  );
  mount(
    router,
    contract.stepUp,
    async ({ person, client, body }) => {
      await stepUpSignIn(context, { ...person, client }, body);
      return done;
    },
    ...factorLimits(halfOrWhole),
  );
  mount(
    router,
    contract.offerStepUp,
    async ({ person }) => onWire(await offerPasskeyUse(context, person, 'step_up')),
    personLimit(20),
  );

  mount(router, contract.getSecondFactor, ({ person }) => showSecondFactor(context, person));
  mount(
    router,
    contract.beginTotp,
    ({ person, client, body }) => beginTotp(context, { ...person, client }, body.password),
    passwordLimit(),
    personLimit(20),
  );
  mount(
    router,
    contract.confirmTotp,
    async ({ person, client, body }) => ({
      recovery_codes: await confirmTotp(context, { ...person, client }, person.signInId, body.code),
    }),
    ...factorLimits(halfOrWhole),
  );
  mount(
    router,
    contract.removeTotp,
    async ({ person, client, body }) => {
      await removeTotp(context, { ...person, client }, body.password);
      return done;
    },
    passwordLimit(),
  );
  mount(
    router,
    contract.renewRecoveryCodes,
    async ({ person, client, body }) => ({
      recovery_codes: await renewRecoveryCodes(context, { ...person, client }, body.password),
    }),
    passwordLimit(),
  );
  mount(router, contract.resetSecondFactor, async ({ person, client, params, body }) => {
    await resetSecondFactor(context, { ...person, client }, params.id, body.reason);
    return done;
  });

  mount(router, contract.listSignIns, ({ person }) => listSignIns(context, person));
  mount(router, contract.endOneSignIn, async ({ person, client, params }) => {
    await endOwnSignIns(context, { ...person, client }, { id: params.id });
    return done;
  });
  mount(router, contract.endSignIns, async ({ person, client, body, request }) => {
    await endOwnSignIns(context, { ...person, client }, { allBut: body.keep_this ? person.signInId : null });
    if (!body.keep_this) await endWebSession(request);
    return done;
  });

  return router;
}

function onWire({ options, expiresAt }: Awaited<ReturnType<typeof offerPasskeyUse>>) {
  return { options: { ...options }, expires_at: expiresAt.toISOString() };
}
