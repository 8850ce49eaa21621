import type { Tx } from '#db.ts';

/**
 * Room codes of one person for one session are judged one after another until the transaction ends: also tries that
 * come at the same time are counted before the next one is looked at.
 */
export async function awaitRoomCodeTurn(tx: Tx, personId: string, sessionId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`room_code|${personId}|${sessionId}`}, 0))::text`;
}
