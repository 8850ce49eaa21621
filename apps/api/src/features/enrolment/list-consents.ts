import type { Consents } from '@hadir/contract/consent.ts';
import type { Tx } from '#db.ts';
import { findNames } from '#features/school/find-names.ts';

/** How a student stands with the school's consent. */
export async function listConsents(tx: Tx, student: { id: string; schoolId: string }, now: Date): Promise<Consents> {
  const own = { schoolId: student.schoolId, personId: student.id };
  const { name } = await tx.person.findUniqueOrThrow({ where: { id: student.id }, select: { name: true } });
  const school = await tx.school.findUniqueOrThrow({
    where: { id: student.schoolId },
    select: { consentPolicy: true, consentVersion: true },
  });
  const records = await tx.consentRecord.findMany({
    where: own,
    orderBy: [{ givenAt: 'desc' }, { id: 'desc' }],
    take: 100,
  });
  const link = await tx.guardianLink.findFirst({
    where: { ...own, usedAt: null, expiresAt: { gt: now } },
    orderBy: { expiresAt: 'desc' },
    select: { expiresAt: true },
  });
  const refused = await tx.guardianLink.findMany({
    where: { ...own, refusedAt: { not: null } },
    orderBy: [{ refusedAt: 'desc' }, { id: 'desc' }],
    take: 100,
    select: { refusedAt: true, refusedBy: true, refusedVersion: true },
  });
  const names = await findNames(
    tx,
    student.schoolId,
    records.map(({ recordedById }) => recordedById),
  );
  return {
    student: { id: student.id, name },
    policy: school.consentPolicy,
    version: school.consentVersion,
    has_guardian_consent: records.some(
      (one) => one.version === school.consentVersion && one.givenBy !== 'self' && one.withdrawnAt === null,
    ),
    items: records.map((one) => ({
      id: one.id,
      version: one.version,
      text_hash: one.textHash,
      given_by: one.givenBy,
      guardian_name: one.guardianName,
      recorded_by: names.get(one.recordedById) ?? null,
      given_at: one.givenAt.toISOString(),
      withdrawn_at: one.withdrawnAt?.toISOString() ?? null,
    })),
    refusals: refused.flatMap(({ refusedAt, refusedBy, refusedVersion }) =>
      refusedAt === null || refusedBy === null || refusedVersion === null
        ? []
        : [{ guardian_name: refusedBy, version: refusedVersion, refused_at: refusedAt.toISOString() }],
    ),
    open_link_until: link?.expiresAt.toISOString() ?? null,
  };
}
