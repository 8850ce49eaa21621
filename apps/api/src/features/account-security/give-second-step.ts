import type { UsedCredential } from '@hadir/contract/passkeys.ts';
import type { Request } from 'express';
import { isLetIn, stoppedFacts } from '#features/sign-in/find-person.ts';
import { listSecondSteps } from '#features/sign-in/list-second-steps.ts';
import { noteFailedSignIn } from '#features/sign-in/note-failed-sign-in.ts';
import { noteSignIn } from '#features/sign-in/note-sign-in.ts';
import type { Role } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import type { Client } from '#http/input.ts';
import { startWebSession } from '#http/sign-in.ts';
import { checkSecondFactor } from './check-second-factor.ts';

export type HalfSignedIn = { id: string; schoolId: string; role: Role };

/**
 * Whose password was right on this browser, at most five minutes ago.
 * @throws AppError sign_in_failed when it has to be given again
 */
export async function getHalfSignedIn(context: Context, request: Request): Promise<HalfSignedIn> {
  const { half } = request.session;
  const person =
    half && context.now().getTime() <= half.until
      ? await context.db.person.findFirst({
          where: { id: half.personId, isActive: true },
          select: { id: true, schoolId: true, role: true, school: { select: stoppedFacts } },
        })
      : null;
  if (!person || !isLetIn(person.role, person.school)) throw beginAgain();
  return { id: person.id, schoolId: person.schoolId, role: person.role };
}

/**
 * The second step: only now the browser is signed in, with a new web session.
 * @throws AppError sign_in_failed, code_wrong, passkey_not_accepted
 */
export async function giveSecondStep(
  context: Context,
  request: Request,
  given: { code: string } | { credential: UsedCredential },
  client: Pick<Client, 'address' | 'userAgent'>,
): Promise<HalfSignedIn> {
  const person = await getHalfSignedIn(context, request);
  // Taken away meanwhile, by an admin: the password alone is enough, but is asked for again.
  if ((await listSecondSteps(context, person)).length === 0) throw beginAgain();
  try {
    await checkSecondFactor(context, { ...person, client }, given, 'sign_in');
  } catch (error) {
    if (error instanceof AppError) await noteFailedSignIn(context, person, client);
    throw error;
  }
  const now = context.now();
  await startWebSession(request, person, now, now);
  await noteSignIn(context, 'sign_in.succeeded', person, client);
  return person;
}

const beginAgain = () => new AppError('sign_in_failed', 'Begin again with your password.');
