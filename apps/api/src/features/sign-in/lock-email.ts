import type { Tx } from '#db.ts';

/** One transaction at a time gives an e-mail away, be it to an account or to an invitation. */
export async function lockEmail(tx: Tx, email: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`email|${email}`}, 0))::text`;
}
