import type { SettingsReply } from '@hadir/contract/settings.ts';
import type { Tx } from '#db.ts';
import { readAttemptSettings } from './read-attempt-settings.ts';

/** The school's settings as they stand. */
export async function showSettings(context: { db: Tx }, schoolId: string): Promise<SettingsReply> {
  const { settings, settingsVersion } = await context.db.school.findUniqueOrThrow({
    where: { id: schoolId },
    select: { settings: true, settingsVersion: true },
  });
  const newest = await context.db.settingsRevision.findUnique({
    where: { schoolId_version: { schoolId, version: settingsVersion } },
    select: { changedAt: true, changedById: true },
  });
  const author = newest?.changedById
    ? await context.db.person.findUnique({ where: { id: newest.changedById }, select: { name: true } })
    : null;
  return {
    version: settingsVersion,
    settings: readAttemptSettings(settings),
    changed_at: newest?.changedAt.toISOString() ?? null,
    changed_by: author?.name ?? null,
  };
}
