import type { readGuardianLink as endpoint } from '@hadir/contract/consent.ts';
import type { z } from 'zod';
import { recordAudit } from '#features/audit/record-audit.ts';
import { readAttemptSettings } from '#features/school/read-attempt-settings.ts';
import type { Context } from '#http/context.ts';
import type { Client } from '#http/input.ts';
import { getGuardianLink } from './get-guardian-link.ts';

/**
 * What the holder of a link is asked to agree to. It names the student, so the view is audited.
 * @throws AppError link_invalid
 */
export async function readGuardianLink(
  context: Context,
  token: string,
  client: Pick<Client, 'address' | 'userAgent'>,
): Promise<z.input<(typeof endpoint)['reply']>> {
  const { id, schoolId, personId, expiresAt, person, school } = await getGuardianLink(context.db, token, context.now());
  await recordAudit(context.db, {
    schoolId,
    actorId: null,
    action: 'guardian_link.viewed',
    subjectType: 'person',
    subjectId: personId,
    after: { link_id: id },
    address: client.address,
    userAgent: client.userAgent,
  });
  return {
    school: school.name,
    student: person.name,
    consent: { version: school.consentVersion, text: school.consentText },
    retention_policy: school.retentionPolicy,
    retention_figures: readAttemptSettings(school.settings).retention,
    expires_at: expiresAt.toISOString(),
  };
}
