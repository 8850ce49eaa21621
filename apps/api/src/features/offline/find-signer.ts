import type { Tx } from '#db.ts';
import type { DeviceKey } from '#generated/prisma/client.ts';
import { isId } from '#http/id.ts';
import type { SignedIn } from '#http/sign-in.ts';

export type Signer = { person: SignedIn; key: DeviceKey };

/** Whose key a phone names, whatever its state; null where nobody's, or where the person's account is off. */
export async function findSigner(tx: Tx, claimedKey: string | null): Promise<Signer | null> {
  if (!isId(claimedKey)) return null;
  const found = await tx.deviceKey.findUnique({ where: { id: claimedKey }, include: { person: true } });
  if (!found?.person.isActive) return null;
  const { person, ...key } = found;
  return { key, person: { id: person.id, schoolId: person.schoolId, role: person.role, name: person.name } };
}
