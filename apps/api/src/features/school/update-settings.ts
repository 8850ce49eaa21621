import { LivenessStep, livenessStepsAsked } from '@hadir/contract/liveness.ts';
import { AttemptSettings, type SettingsChange, type SettingsReply } from '@hadir/contract/settings.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { compareSettings } from './compare-settings.ts';
import { showSettings } from './show-settings.ts';

/**
 * Changes what is given and leaves the rest; the whole has to make sense. Attempts name the version they were judged
 * by, so every change is a new one. What changes nothing makes none.
 * @throws AppError invalid_request, not_possible_now when the version that was looked at is not the present one
 */
export async function updateSettings(context: Context, actor: Actor, change: SettingsChange): Promise<SettingsReply> {
  return context.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM schools WHERE id = ${actor.schoolId}::uuid FOR NO KEY UPDATE`;
    const before = await showSettings({ db: tx }, actor.schoolId);
    if (before.version !== change.version) {
      throw new AppError('not_possible_now', 'Another admin has changed the settings since. Look at them again.');
    }
    const settings = merge(before.settings, change);
    const changes = compareSettings(before.settings, settings);
    if (changes.length === 0) return before;
    const version = before.version + 1;
    await tx.school.update({ where: { id: actor.schoolId }, data: { settings, settingsVersion: version } });
    if (changes.some(({ field }) => field.startsWith('retention.'))) {
      // The figures are part of what was published.
      const published = { id: actor.schoolId, retentionPublishedAt: { not: null } };
      await tx.school.updateMany({ where: published, data: { retentionPublishedAt: context.now() } });
    }
    await tx.settingsRevision.create({
      data: {
        schoolId: actor.schoolId,
        version,
        values: settings,
        reason: change.reason,
        changedById: actor.id,
        changedAt: context.now(),
      },
    });
    await recordAudit(tx, {
      ...by(actor),
      action: 'settings.updated',
      subjectType: 'school',
      subjectId: actor.schoolId,
      before: Object.fromEntries(changes.map(({ field, before }) => [field, before])),
      after: Object.fromEntries(changes.map(({ field, after }) => [field, after])),
      reason: change.reason,
    });
    return showSettings({ db: tx }, actor.schoolId);
  });
}

function merge(before: AttemptSettings, change: SettingsChange): AttemptSettings {
  const { weights, liveness, policies, retention, flag_at, review_at, second_recogniser } = change;
  const merged = AttemptSettings.parse({
    weights: { ...before.weights, ...weights },
    liveness: { ...before.liveness, ...liveness },
    policies: { ...before.policies, ...policies },
    retention: { ...before.retention, ...retention },
    flag_at: flag_at ?? before.flag_at,
    review_at: review_at ?? before.review_at,
    second_recogniser: second_recogniser ?? before.second_recogniser,
  });
  const stepsOn = LivenessStep.options.filter((step) => merged.liveness[step] === 'on');
  if (merged.liveness.plan === 'on' && stepsOn.length < livenessStepsAsked) {
    throw new AppError('invalid_request', 'A plan needs two steps that are on.', {
      fields: [{ path: 'liveness.plan', message: 'must be off with fewer than two steps on' }],
    });
  }
  if (merged.flag_at < merged.review_at) return merged;
  throw new AppError('invalid_request', 'A mark is flagged before it waits for a person.', {
    fields: [
      { path: 'flag_at', message: 'must be below review_at' },
      { path: 'review_at', message: 'must be above flag_at' },
    ],
  });
}
