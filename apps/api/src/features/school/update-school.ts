import { isDeepStrictEqual } from 'node:util';
import type { updateSchool as endpoint, School as SchoolOnWire } from '@hadir/contract/school.ts';
import type { z } from 'zod';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { newJoinCode } from './join-code.ts';
import { publishConsentText } from './publish-consent-text.ts';
import { showSchool } from './show-school.ts';

type Change = z.output<(typeof endpoint)['body']>;

/**
 * Changes what is given and leaves the rest. Another consent text or policy is a new version of the consent, and the
 * old one is kept; another retention policy is published with the change.
 */
export async function updateSchool(context: Context, actor: Actor, change: Change): Promise<SchoolOnWire> {
  const { rotate_join_code, publish_policies, ...values } = change;
  const now = context.now();
  return context.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM schools WHERE id = ${actor.schoolId}::uuid FOR NO KEY UPDATE`;
    const before = await showSchool({ db: tx }, actor.schoolId);
    const isOther = (name: keyof typeof values) => values[name] !== undefined && values[name] !== before[name];
    const isNewConsent = isOther('consent_policy') || isOther('consent_text');
    const isPublished = publish_policies && before.retention_published_at === null;
    await tx.school.update({
      where: { id: actor.schoolId },
      data: {
        ...(values.name !== undefined && { name: values.name }),
        ...(values.time_zone !== undefined && { timeZone: values.time_zone }),
        ...(values.country !== undefined && { country: values.country }),
        ...(values.consent_policy !== undefined && { consentPolicy: values.consent_policy }),
        ...(values.consent_text !== undefined && { consentText: values.consent_text }),
        ...(isNewConsent && { consentVersion: { increment: 1 } }),
        ...(values.retention_policy !== undefined && { retentionPolicy: values.retention_policy }),
        ...((isOther('retention_policy') || isPublished) && { retentionPublishedAt: now }),
        ...(values.face_threshold !== undefined && { faceThreshold: values.face_threshold }),
        ...(values.default_radius_m !== undefined && { defaultRadiusM: values.default_radius_m }),
        ...(values.plain_form !== undefined && { plainForm: values.plain_form }),
        ...(values.staff_second_factor !== undefined && {
          staffSecondFactor: values.staff_second_factor === 'required',
        }),
        ...(rotate_join_code && { joinCode: newJoinCode() }),
      },
    });
    const after = await showSchool({ db: tx }, actor.schoolId);
    if (isNewConsent) {
      const words = { version: after.consent_version, policy: after.consent_policy, text: after.consent_text };
      await publishConsentText(tx, actor.schoolId, words, actor.id, now);
    }
    if (isDeepStrictEqual(before, after)) return after;
    // The join code lets people in: the audit says that it changed, not to what.
    const { join_code: _, ...telling } = after;
    const changed = Object.entries(telling).filter(([name, value]) => Reflect.get(before, name) !== value);
    await recordAudit(tx, {
      ...by(actor),
      action: rotate_join_code ? 'school.join_code_rotated' : 'school.updated',
      subjectType: 'school',
      subjectId: actor.schoolId,
      before: Object.fromEntries(changed.map(([name]) => [name, Reflect.get(before, name)])),
      after: Object.fromEntries(changed),
    });
    return after;
  });
}
