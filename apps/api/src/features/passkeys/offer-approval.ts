import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { offerPasskeyUse } from './offer-passkey-use.ts';

/**
 * Lets a person approve an own phone by a passkey.
 * @throws AppError not_found, not_possible_now without a passkey
 */
export async function offerApproval(
  context: Context,
  owner: { id: string; schoolId: string },
  keyId: string,
): Promise<{ options: PublicKeyCredentialRequestOptionsJSON; expiresAt: Date }> {
  const whose = { schoolId: owner.schoolId, personId: owner.id };
  const key = await context.db.deviceKey.findFirst({ where: { id: keyId, ...whose }, select: { id: true } });
  if (!key) throw notFound();
  return offerPasskeyUse(context, owner, `approve:${key.id}`);
}
