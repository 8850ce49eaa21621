import type { Tx } from '#db.ts';
import { AppError } from '#http/errors.ts';
import { readPhone } from './read-phone.ts';

type Reach = { phone: string | null; email: string | null };

/**
 * How a guardian is reached, the phone in E.164 by the school's country.
 * @param typed a phone as people write it
 * @throws AppError invalid_request for what is no phone, and when nothing is left to reach them by
 */
export async function reachGuardian(
  tx: Tx,
  schoolId: string,
  typed: { phone?: string | null | undefined; email?: string | null | undefined },
): Promise<Reach> {
  const { country } = await tx.school.findUniqueOrThrow({ where: { id: schoolId }, select: { country: true } });
  const phone = typed.phone ? readPhone(typed.phone, country) : null;
  if (typed.phone && phone === null) throw invalid(['phone'], 'must be a telephone number of 10 to 15 digits');
  const email = typed.email ?? null;
  if (phone === null && email === null) throw invalid(['phone', 'email'], 'one of the two must stay');
  return { phone, email };
}

function invalid(paths: readonly string[], message: string): AppError {
  return new AppError('invalid_request', 'This guardian cannot be reached so.', {
    fields: paths.map((path) => ({ path, message })),
  });
}
