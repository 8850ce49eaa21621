import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import type { Client } from '#http/input.ts';
import { verifyPassword } from './password.ts';

/**
 * Asks a signed-in person for the password again.
 * @throws AppError password_wrong
 */
export async function confirmPassword(
  context: Pick<Context, 'db'>,
  person: { id: string; client: Pick<Client, 'address'> },
  password: string,
): Promise<void> {
  const found = await context.db.person.findUnique({ where: { id: person.id }, select: { passwordHash: true } });
  if (!(await verifyPassword(password, found?.passwordHash ?? null, person.client.address))) {
    throw new AppError('password_wrong', 'That is not your password.');
  }
}
