import { type ChainEnd, offlineText } from '@hadir/contract/offline.ts';
import { by, recordAudit } from '#features/audit/record-audit.ts';
import { hashOf, isSignedBy } from '#features/enrolment/device-signature.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import type { Client } from '#http/input.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { getOwnKey } from './get-own-key.ts';
import { openChain } from './open-chain.ts';

/**
 * A phone has lost a record, so that those after it fit nowhere: the chain goes on with the oldest it still has. Never
 * back, so nothing is made twice; whoever reviews the next mark is told.
 * @throws AppError device_not_recognised, not_possible_now for a place the chain has passed
 */
export async function restartChain(
  context: Context,
  student: SignedIn,
  { client, body, rawBody }: { client: Client; body: ChainEnd; rawBody: Buffer },
): Promise<void> {
  await context.db.$transaction(async (tx) => {
    const key = await getOwnKey(tx, student, client.deviceKey, context.now());
    if (!isSignedBy(key.publicKey, offlineText(hashOf(rawBody)), client.signature)) {
      throw new AppError('device_not_recognised', 'The signature of this phone does not stand.');
    }
    const chain = await openChain(tx, key);
    if (chain.nextSeq === body.seq && chain.head === body.previous) return;
    if (body.seq < chain.nextSeq) throw new AppError('not_possible_now', 'The chain of this phone has passed that.');
    await tx.offlineChain.update({
      where: { keyId: key.id },
      data: { nextSeq: body.seq, head: body.previous, isRestarted: true, restarts: { increment: 1 } },
    });
    await recordAudit(tx, {
      ...by({ ...student, client }),
      ...{ action: 'offline_chain.restarted', subjectType: 'device_key', subjectId: key.id },
      before: { seq: chain.nextSeq, restarts: chain.restarts },
      after: { seq: body.seq, restarts: chain.restarts + 1 },
    });
  });
}
