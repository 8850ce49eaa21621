import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { getOwnStudent } from '#features/people/get-own-student.ts';
import { hashToken, newToken } from '#features/people/invitation-token.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { lockPerson } from './lock-person.ts';

const lastsMs = 14 * 24 * 3600 * 1000;

/**
 * Makes the link by which a guardian agrees. An earlier unused one of the same student stops working.
 * @returns the link, shown once: only the hash of its token is kept
 * @throws AppError not_found, not_possible_now where the school asks the students themselves, policy_not_published
 */
export async function createGuardianLink(
  context: Context,
  staff: ActingPerson,
  studentId: string,
): Promise<{ link: string; expiresAt: Date }> {
  const now = context.now();
  const token = newToken();
  const expiresAt = new Date(now.getTime() + lastsMs);
  await context.db.$transaction(async (tx) => {
    const { id: personId } = await getOwnStudent(tx, staff, studentId);
    const { schoolId } = staff;
    const school = await tx.school.findUniqueOrThrow({
      where: { id: schoolId },
      select: { consentPolicy: true, retentionPublishedAt: true },
    });
    if (school.consentPolicy !== 'guardian') {
      throw new AppError('not_possible_now', 'This school asks the students themselves.');
    }
    if (school.retentionPublishedAt === null) {
      throw new AppError('policy_not_published', 'The school has not said yet how long it keeps what.');
    }
    await lockPerson(tx, personId);
    await tx.guardianLink.deleteMany({ where: { schoolId, personId, usedAt: null } });
    const made = await tx.guardianLink.create({
      data: { schoolId, personId, tokenHash: hashToken(token), createdById: staff.id, createdAt: now, expiresAt },
      select: { id: true },
    });
    await recordAudit(tx, {
      ...by(staff),
      action: 'guardian_link.created',
      subjectType: 'person',
      subjectId: personId,
      after: { link_id: made.id, expires_at: expiresAt.toISOString() },
    });
  });
  return { link: `${context.publicUrl}/guardian#${token}`, expiresAt };
}
