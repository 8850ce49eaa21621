import { createHash, randomBytes } from 'node:crypto';
import type { Tx } from '#db.ts';
import type { Context } from '#http/context.ts';

/** One hour. */
export const linkLastsMs = 3_600_000;

/** What is kept of the token in a link. */
export const hashResetToken = (token: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(`hadir/v1/password-reset\n${token}`).digest());

/**
 * A link that sets a new password once, within the hour; 32 random bytes behind the `#`, where no server sees them.
 * @param madeBy the admin who prints it; null for one that is mailed
 */
export async function makeResetLink(
  tx: Tx,
  { publicUrl, now }: Pick<Context, 'publicUrl' | 'now'>,
  person: { id: string; schoolId: string },
  madeBy: string | null,
): Promise<{ link: string; expiresAt: Date }> {
  const token = randomBytes(32).toString('base64url');
  const createdAt = now();
  const expiresAt = new Date(createdAt.getTime() + linkLastsMs);
  await tx.passwordReset.create({
    data: {
      ...{ personId: person.id, schoolId: person.schoolId, kind: 'link', tokenHash: hashResetToken(token) },
      ...{ createdById: madeBy, createdAt, expiresAt },
    },
  });
  return { link: `${publicUrl}/reset#${token}`, expiresAt };
}
