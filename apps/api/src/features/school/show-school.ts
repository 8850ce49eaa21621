import type { School as SchoolOnWire } from '@hadir/contract/school.ts';
import type { Tx } from '#db.ts';

/** The school as its admin sees it. */
export async function showSchool(context: { db: Tx }, schoolId: string): Promise<SchoolOnWire> {
  const school = await context.db.school.findUniqueOrThrow({ where: { id: schoolId } });
  return {
    id: school.id,
    name: school.name,
    join_code: school.joinCode,
    time_zone: school.timeZone,
    country: school.country,
    consent_policy: school.consentPolicy,
    consent_text: school.consentText,
    consent_version: school.consentVersion,
    retention_policy: school.retentionPolicy,
    retention_published_at: school.retentionPublishedAt?.toISOString() ?? null,
    face_threshold: school.faceThreshold,
    default_radius_m: school.defaultRadiusM,
    plain_form: school.plainForm,
    staff_second_factor: school.staffSecondFactor ? 'required' : 'optional',
  };
}
