import type { invite as endpoint, Invitation } from '@hadir/contract/people.ts';
import type { z } from 'zod';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { lockEmail } from '#features/sign-in/lock-email.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { hashToken, newToken } from './invitation-token.ts';
import { showInvitation } from './show-invitation.ts';

const lastsMs = 7 * 24 * 3600 * 1000;

type Given = z.output<(typeof endpoint)['body']>;

/**
 * Invites a teacher or an admin. An earlier unused invitation of the same e-mail stops working.
 * @returns the link, shown once: only the hash of its token is kept
 * @throws AppError already_exists
 */
export async function inviteStaff(
  context: Context,
  actor: Actor,
  given: Given,
): Promise<{ invitation: Invitation; link: string }> {
  const token = newToken();
  const row = await context.db.$transaction(async (tx) => {
    await lockEmail(tx, given.email);
    if (await tx.person.findUnique({ where: { email: given.email }, select: { id: true } })) {
      throw new AppError('already_exists', 'This e-mail has an account already.');
    }
    await tx.invitation.deleteMany({ where: { schoolId: actor.schoolId, email: given.email, usedAt: null } });
    const now = context.now();
    const invitation = await tx.invitation.create({
      data: {
        schoolId: actor.schoolId,
        role: given.role,
        name: given.name,
        email: given.email,
        department: given.department || null,
        tokenHash: hashToken(token),
        invitedById: actor.id,
        createdAt: now,
        expiresAt: new Date(now.getTime() + lastsMs),
      },
    });
    await recordAudit(tx, {
      ...by(actor),
      action: 'invitation.made',
      subjectType: 'invitation',
      subjectId: invitation.id,
      after: { role: given.role, name: given.name, email: given.email },
    });
    return invitation;
  });
  return { invitation: showInvitation(row), link: `${context.publicUrl}/invitation#${token}` };
}
