import { randomBytes } from 'node:crypto';
import type { Tx } from '#db.ts';

const lastsMs = 5 * 60_000;

type Owner = { id: string; schoolId: string };

/** A new nonce for registering a key or signing an enrolment; 32 bytes, base64url. */
export async function issueDeviceNonce(tx: Tx, person: Owner, now: Date): Promise<{ nonce: string; expiresAt: Date }> {
  const nonce = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + lastsMs);
  await tx.deviceKeyNonce.deleteMany({ where: { personId: person.id, expiresAt: { lt: now } } });
  await tx.deviceKeyNonce.create({
    data: { schoolId: person.schoolId, personId: person.id, nonce, createdAt: now, expiresAt },
  });
  return { nonce, expiresAt };
}

/** More open ones than this are not looked at: each costs the check of a signature. */
const openNoncesTried = 5;

/** The person's nonces that are still good, the newest first; a second tab or phone may hold an older one. */
export async function listOpenNonces(tx: Tx, personId: string, now: Date): Promise<string[]> {
  const found = await tx.deviceKeyNonce.findMany({
    where: { personId, usedAt: null, expiresAt: { gt: now } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: openNoncesTried,
    select: { nonce: true },
  });
  return found.map(({ nonce }) => nonce);
}

/** Uses a nonce up. True for one caller only. */
export async function spendNonce(tx: Tx, personId: string, nonce: string, now: Date): Promise<boolean> {
  const { count } = await tx.deviceKeyNonce.updateMany({
    where: { personId, nonce, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 1;
}
