import { deriveSchoolKey, openSealed, sealBytes } from '#features/enrolment/seal-descriptor.ts';
import type { KeyRing, MasterKey } from '#http/context.ts';

type Owner = { personId: string; schoolId: string };

/** The secret of an authenticator app as it may lie in the database: under the school's key, for this person alone. */
export function sealTotp(master: MasterKey, owner: Owner, secret: string) {
  const sealed = sealBytes(deriveSchoolKey(master, owner.schoolId), Buffer.from(secret), nameOf(owner));
  return { sealed: Uint8Array.from(sealed), keyVersion: master.version };
}

/** @throws Error when it was sealed for somebody else, or its master key is not given */
export function openTotp(keys: KeyRing, row: Owner & { sealed: Uint8Array; keyVersion: number }): string {
  const master = keys.find(row.keyVersion);
  if (!master) throw new Error('a second factor is sealed with a master key that is not given');
  return openSealed(deriveSchoolKey(master, row.schoolId), row.sealed, nameOf(row)).toString();
}

const nameOf = ({ schoolId, personId }: Owner) => `${schoolId}|${personId}|totp`;
