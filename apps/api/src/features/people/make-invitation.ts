import type { Tx } from '#db.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { lockEmail } from '#features/sign-in/lock-email.ts';
import type { Role } from '#generated/prisma/client.ts';
import { AppError } from '#http/errors.ts';
import { hashToken, newToken } from './invitation-token.ts';

const lastsMs = 7 * 24 * 3600 * 1000;

type Invited = { schoolId: string; role: Role; name: string; email: string; department: string | null };

/**
 * An invitation into a school. An earlier unused one of the same e-mail stops working there.
 * @param actor null for whoever runs the installation itself
 * @returns the token, known to nobody but the caller: only its hash is kept
 * @throws AppError already_exists
 */
export async function makeInvitation(tx: Tx, actor: Actor | null, { schoolId, ...given }: Invited, now: Date) {
  await lockEmail(tx, given.email);
  if (await tx.person.findUnique({ where: { email: given.email }, select: { id: true } })) {
    throw new AppError('already_exists', 'This e-mail has an account already.');
  }
  await tx.invitation.deleteMany({ where: { schoolId, email: given.email, usedAt: null } });
  const token = newToken();
  const row = await tx.invitation.create({
    data: {
      ...given,
      schoolId,
      tokenHash: hashToken(token),
      invitedById: actor?.id ?? null,
      createdAt: now,
      expiresAt: new Date(now.getTime() + lastsMs),
    },
  });
  await recordAudit(tx, {
    ...(actor ? by(actor) : { actorId: null }),
    schoolId,
    action: 'invitation.made',
    subjectType: 'invitation',
    subjectId: row.id,
    after: { role: given.role, name: given.name, email: given.email },
  });
  return { row, token };
}

/** Where an invited person sets a password; what follows `#` reaches no server's log. */
export function invitationLink(publicUrl: string, token: string): string {
  return `${publicUrl}/invitation#${token}`;
}
