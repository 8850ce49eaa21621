import { recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import type { Client } from '#http/input.ts';
import { spendGuardianLink } from './spend-guardian-link.ts';

/**
 * A guardian does not agree. It is kept for staff to see and ends nothing: another guardian's consent stands until
 * staff withdraw it.
 * @throws AppError link_invalid, consent_needed when the text has changed since it was read
 */
export async function refuseByGuardianLink(
  context: Context,
  given: { token: string; guardian_name: string; version: number },
  client: Pick<Client, 'address' | 'userAgent'>,
): Promise<void> {
  const now = context.now();
  const { guardian_name: refusedBy, version } = given;
  await context.db.$transaction(async (tx) => {
    const answer = { refusedAt: now, refusedBy, refusedVersion: version };
    const { id, schoolId, personId, school } = await spendGuardianLink(tx, given.token, now, answer);
    if (school.consentVersion !== version) {
      throw new AppError('consent_needed', 'The text has changed. Please read it as it stands now.');
    }
    await recordAudit(tx, {
      schoolId,
      actorId: null,
      action: 'consent.refused',
      subjectType: 'person',
      subjectId: personId,
      after: { link_id: id, version, guardian_name: refusedBy },
      address: client.address,
      userAgent: client.userAgent,
    });
  });
}
