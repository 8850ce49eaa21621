import { createHash } from 'node:crypto';
import type { Tx } from '#db.ts';
import { isId } from '#http/id.ts';

/** Name of the cookie that a receipt counts together with. */
export const receiptCookie = 'hadir-room';

/** What lies in the database in place of the cookie's secret. */
export function hashOfSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest());
}

/**
 * Is this a receipt that counts now: of this session, of the browser with this secret, unused and not too old?
 * @param claimed what the mark calls it; anything at all
 */
export async function findReceipt(
  tx: Tx,
  claimed: unknown,
  secret: string | null,
  session: { id: string; schoolId: string },
  now: Date,
): Promise<{ id: string } | null> {
  if (typeof claimed !== 'string' || !isId(claimed) || secret === null) return null;
  return tx.roomCodeReceipt.findFirst({
    where: {
      id: claimed,
      schoolId: session.schoolId,
      sessionId: session.id,
      tokenHash: hashOfSecret(secret),
      usedAt: null,
      expiresAt: { gt: now },
    },
    select: { id: true },
  });
}
