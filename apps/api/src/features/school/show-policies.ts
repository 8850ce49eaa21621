import type { getPolicies as endpoint } from '@hadir/contract/consent.ts';
import type { z } from 'zod';
import type { Context } from '#http/context.ts';
import { readAttemptSettings } from './read-attempt-settings.ts';

/** What the school tells everybody. A retention policy that nobody has published is nobody's yet. */
export async function showPolicies(
  context: Pick<Context, 'db'>,
  schoolId: string,
): Promise<z.input<(typeof endpoint)['reply']>> {
  const school = await context.db.school.findUniqueOrThrow({
    where: { id: schoolId },
    select: {
      name: true,
      consentVersion: true,
      consentText: true,
      consentPolicy: true,
      retentionPolicy: true,
      retentionPublishedAt: true,
      settings: true,
    },
  });
  const publishedAt = school.retentionPublishedAt;
  return {
    school: school.name,
    consent: { version: school.consentVersion, text: school.consentText, policy: school.consentPolicy },
    retention: publishedAt && {
      text: school.retentionPolicy,
      figures: readAttemptSettings(school.settings).retention,
      published_at: publishedAt.toISOString(),
    },
  };
}
