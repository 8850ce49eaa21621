import { savePreferences } from '@hadir/contract/preferences.ts';
import { getCsrf, getMe, register, signIn, signOut } from '@hadir/contract/sign-in.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { csrfToken } from '#http/csrf.ts';
import { done, mount } from '#http/mount.ts';
import { newSessionLimit, registrationLimit, signInLimit } from '#http/rate-limit.ts';
import { endWebSession, startHalfSignIn, startWebSession } from '#http/sign-in.ts';
import { isStorable } from '#http/text.ts';
import { changePreferences } from './change-preferences.ts';
import { checkSignIn } from './check-sign-in.ts';
import { claimed, claimedName } from './claimed.ts';
import { findSchoolByJoinCode } from './find-school.ts';
import { listSecondSteps } from './list-second-steps.ts';
import { noteSignIn } from './note-sign-in.ts';
import { registerStudent } from './register-student.ts';
import { showMe } from './show-me.ts';

const secondStepLastsMs = 5 * 60 * 1000;

export function signInRoutes(context: Context): Router {
  const router = Router();

  mount(router, getCsrf, async ({ request }) => ({ token: await csrfToken(request) }), newSessionLimit());

  mount(
    router,
    signIn,
    async ({ body, client, request }) => {
      const person = await checkSignIn(context, body, client);
      const now = context.now();
      const methods = await listSecondSteps(context, person);
      if (methods.length > 0) {
        const until = new Date(now.getTime() + secondStepLastsMs);
        await startHalfSignIn(request, person.id, until, now);
        return { second_step: { methods, expires_at: until.toISOString() } };
      }
      await startWebSession(request, person, now);
      await noteSignIn(context, 'sign_in.succeeded', person, client);
      return showMe(context, person);
    },
    signInLimit(claimedName),
  );

  mount(
    router,
    register,
    async ({ body, client, request }) => {
      const person = await registerStudent(context, body, client);
      await startWebSession(request, person, context.now());
      return showMe(context, person);
    },
    registrationLimit(async (request) => {
      const code = claimed(request, 'join_code');
      return isStorable(code) && (await findSchoolByJoinCode(context, code)) !== null;
    }),
  );

  mount(router, signOut, async ({ person, client, request }) => {
    await endWebSession(request);
    if (person) await noteSignIn(context, 'sign_in.ended', person, client);
    return done;
  });

  mount(router, getMe, async ({ person }) => showMe(context, person));

  mount(router, savePreferences, async ({ person, body, client }) =>
    changePreferences(context, { ...person, client }, body),
  );

  return router;
}
