import type { getRetention as endpoint } from '@hadir/contract/privacy.ts';
import type { z } from 'zod';
import { readAttemptSettings } from '#features/school/read-attempt-settings.ts';
import type { Context } from '#http/context.ts';

/** How long the school keeps what, and what it has published about it. */
export async function showRetention(
  { db }: Pick<Context, 'db'>,
  schoolId: string,
): Promise<z.input<(typeof endpoint)['reply']>> {
  const school = await db.school.findUniqueOrThrow({
    where: { id: schoolId },
    select: { settings: true, settingsVersion: true, retentionPolicy: true, retentionPublishedAt: true },
  });
  return {
    version: school.settingsVersion,
    figures: readAttemptSettings(school.settings).retention,
    policy: school.retentionPolicy,
    published_at: school.retentionPublishedAt?.toISOString() ?? null,
  };
}
