import { offlineText } from '@hadir/contract/offline.ts';
import type { Tx } from '#db.ts';
import { hashOf, isSignedBy } from '#features/enrolment/device-signature.ts';
import type { DeviceKey } from '#generated/prisma/client.ts';
import { isId } from '#http/id.ts';
import type { Client } from '#http/input.ts';
import type { SignedIn } from '#http/sign-in.ts';

export type Signer = {
  person: SignedIn;
  key: DeviceKey;
  /** The signature stands under this very body. */
  isSigned: boolean;
  /** Neither the account nor the school is switched off. */
  isActive: boolean;
};

/** Whose key a phone names, whatever the key's state; null where nobody's. */
export async function findSigner(tx: Tx, client: Client, rawBody: Buffer): Promise<Signer | null> {
  if (!isId(client.deviceKey)) return null;
  const found = await tx.deviceKey.findUnique({
    where: { id: client.deviceKey },
    include: { person: true, school: { select: { stoppedAt: true } } },
  });
  if (!found) return null;
  const { person, school, ...key } = found;
  const { id, schoolId, role, name } = person;
  const isActive = person.isActive && school.stoppedAt === null;
  const isSigned = isSignedBy(key.publicKey, offlineText(hashOf(rawBody)), client.signature);
  return { key, person: { id, schoolId, role, name }, isSigned, isActive };
}
