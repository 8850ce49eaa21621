import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import type { Client } from '#http/input.ts';
import { getGuardianLink } from './get-guardian-link.ts';
import { giveGuardianConsent } from './give-guardian-consent.ts';
import { lockPerson } from './lock-person.ts';

/**
 * A guardian agrees; the link is used up with it.
 * @throws AppError link_invalid, consent_needed when the text has changed since it was read
 */
export async function agreeByGuardianLink(
  context: Context,
  given: { token: string; guardian_name: string; version: number },
  client: Pick<Client, 'address' | 'userAgent'>,
): Promise<void> {
  const now = context.now();
  await context.db.$transaction(async (tx) => {
    const link = await getGuardianLink(tx, given.token, now);
    // First, as everybody does who ends links: the other way round two of them would wait for each other.
    await lockPerson(tx, link.personId);
    // The update decides between two who use one link at once.
    const { count } = await tx.guardianLink.updateMany({
      where: { id: link.id, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (count === 0) throw new AppError('link_invalid', 'This link is no longer valid. Ask the school for a new one.');
    const student = { id: link.personId, schoolId: link.schoolId };
    const from = { kind: 'guardian_link', linkId: link.id, client } as const;
    await giveGuardianConsent(tx, student, { guardianName: given.guardian_name, version: given.version, from }, now);
  });
}
