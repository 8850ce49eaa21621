import type { Tx } from '#db.ts';
import { AppError } from '#http/errors.ts';

/** What of one person may stand with nobody else. */
export type Unique = { email?: string | null | undefined; admissionNumber?: string | null | undefined };

/**
 * Refuses an e-mail or an admission number that somebody has; an invitation keeps its e-mail, too.
 * @param self whose own values do not count; null for a newcomer
 * @throws AppError already_exists that names the field
 */
export async function refuseTaken(
  tx: Tx,
  schoolId: string,
  { email, admissionNumber }: Unique,
  self: string | null,
  now: Date,
): Promise<void> {
  const others = self === null ? {} : { NOT: { id: self } };
  const who = { select: { id: true } } as const;
  const fields: string[] = [];
  if (admissionNumber && (await tx.person.findFirst({ where: { schoolId, admissionNumber, ...others }, ...who }))) {
    fields.push('admission_number');
  }
  if (email) {
    const invited = { email, usedAt: null, expiresAt: { gt: now } };
    const holder = (await tx.person.findFirst({ where: { email, ...others }, ...who })) ?? null;
    if (holder || (await tx.invitation.findFirst({ where: invited, ...who }))) fields.push('email');
  }
  if (fields.length === 0) return;
  throw new AppError('already_exists', 'Somebody has this already.', {
    fields: fields.map((path) => ({ path, message: 'is given already' })),
  });
}
