import type { Context } from '#http/context.ts';
import type { Client } from '#http/input.ts';
import { giveGuardianConsent } from './give-guardian-consent.ts';
import { spendGuardianLink } from './spend-guardian-link.ts';

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
    const link = await spendGuardianLink(tx, given.token, now, null);
    const student = { id: link.personId, schoolId: link.schoolId };
    const from = { kind: 'guardian_link', linkId: link.id, client } as const;
    await giveGuardianConsent(tx, student, { guardianName: given.guardian_name, version: given.version, from }, now);
  });
}
