import type { OwnErasureRequest } from '@hadir/contract/privacy.ts';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { showErasureRequest } from './show-erasure-request.ts';

/** The newest request of a person; null where there never was one. */
export async function findOwnErasureRequest(
  { db }: Pick<Context, 'db'>,
  person: SignedIn,
): Promise<OwnErasureRequest | null> {
  const row = await db.erasureRequest.findFirst({
    where: { personId: person.id, schoolId: person.schoolId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return row && showErasureRequest(row);
}
