import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { lockPerson } from '#features/people/lock-person.ts';
import { hashPassword } from '#features/sign-in/password.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { getInCare } from './get-in-care.ts';
import { makeResetLink } from './make-reset-link.ts';
import { newCode, readCode } from './one-time-code.ts';

const codeLastsMs = 24 * 3_600_000;

type Issued = { value: string; expiresAt: Date };

/**
 * Staff help somebody to a new password: by a code that is read out, or by a link that is printed. Earlier ones that
 * staff have made end. The code is hashed like a password: it is short.
 * @returns shown once
 * @throws AppError not_found, not_allowed for a link made by a teacher
 */
export async function issueReset(
  context: Context,
  staff: ActingPerson,
  id: string,
  kind: 'code' | 'link',
): Promise<Issued> {
  await getInCare(context.db, staff, id);
  if (kind === 'link' && staff.role !== 'admin') throw new AppError('not_allowed', 'A link needs an admin.');
  const code = newCode(2);
  const codeHash = kind === 'code' ? await hashPassword(readCode(code), staff.client.address) : null;
  return context.db.$transaction(async (tx) => {
    // One after the other, so that the second one's ends the first one's.
    await lockPerson(tx, staff.schoolId, id);
    const person = await getInCare(tx, staff, id);
    const now = context.now();
    await tx.passwordReset.updateMany({
      where: { personId: id, schoolId: staff.schoolId, kind, createdById: { not: null }, usedAt: null },
      data: { usedAt: now },
    });
    await recordAudit(tx, {
      ...by(staff),
      action: 'password_reset.issued',
      subjectType: 'person',
      subjectId: id,
      after: { kind },
    });
    if (codeHash === null) {
      const { link, expiresAt } = await makeResetLink(tx, context, person, staff.id);
      return { value: link, expiresAt };
    }
    const expiresAt = new Date(now.getTime() + codeLastsMs);
    await tx.passwordReset.create({
      data: {
        ...{ personId: id, schoolId: staff.schoolId, kind, tokenHash: Uint8Array.from(Buffer.from(codeHash)) },
        ...{ createdById: staff.id, createdAt: now, expiresAt },
      },
    });
    return { value: code, expiresAt };
  });
}
