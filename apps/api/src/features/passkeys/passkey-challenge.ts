import { randomBytes } from 'node:crypto';
import type { Tx } from '#db.ts';

const lastsMs = 5 * 60_000;

type Owner = { id: string; schoolId: string };

/** What a challenge is good for: a new passkey, the approval of one phone, the second step of a sign-in, a step-up. */
export type PasskeyPurpose = 'register' | `approve:${string}` | 'sign_in' | 'step_up';

/** A new challenge for one ceremony; 32 bytes, base64url. */
export async function issuePasskeyChallenge(
  tx: Tx,
  person: Owner,
  purpose: PasskeyPurpose,
  now: Date,
): Promise<{ challenge: string; expiresAt: Date }> {
  const challenge = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + lastsMs);
  await tx.passkeyChallenge.deleteMany({ where: { personId: person.id, expiresAt: { lt: now } } });
  await tx.passkeyChallenge.create({
    data: { schoolId: person.schoolId, personId: person.id, challenge, purpose, createdAt: now, expiresAt },
  });
  return { challenge, expiresAt };
}

/** Uses a challenge up. True for one caller only, its owner, for what it was given for. */
export async function spendPasskeyChallenge(
  tx: Tx,
  person: Owner,
  purpose: PasskeyPurpose,
  challenge: string,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.passkeyChallenge.updateMany({
    where: {
      schoolId: person.schoolId,
      personId: person.id,
      purpose,
      challenge,
      usedAt: null,
      expiresAt: { gt: now },
    },
    data: { usedAt: now },
  });
  return count === 1;
}
