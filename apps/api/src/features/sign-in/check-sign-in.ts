import type { Role } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import type { Client } from '#http/input.ts';
import { findPerson, type PersonName } from './find-person.ts';
import { noteFailedSignIn } from './note-failed-sign-in.ts';
import { verifyPassword } from './password.ts';
import { resolveFailedSignIns } from './resolve-failed-sign-ins.ts';

/**
 * The person behind a name and a password. An unknown name, a wrong password and a deactivated account
 * take the same time and give the same answer; failures of known accounts are audited and watched.
 * @throws AppError sign_in_failed
 */
export async function checkSignIn(
  context: Context,
  given: PersonName & { password: string },
  client: Pick<Client, 'address' | 'userAgent'>,
): Promise<{ id: string; schoolId: string; role: Role }> {
  const person = await findPerson(context, given);
  const isRight = await verifyPassword(given.password, person?.passwordHash ?? null, client.address);
  if (person && isRight && person.isOpen) {
    inBackground(context, resolveFailedSignIns(context, person.id, client));
    return { id: person.id, schoolId: person.schoolId, role: person.role };
  }
  if (person) inBackground(context, noteFailedSignIn(context, person, client));
  throw new AppError('sign_in_failed', `${'email' in given ? 'E-mail' : 'Number'} or password is wrong.`);
}

/** Nobody waits for it, so that an answer takes the same time for every name. */
function inBackground({ log }: Context, work: Promise<void>): void {
  work.catch((err: unknown) => log.error({ err }, 'a sign-in was not noted'));
}
