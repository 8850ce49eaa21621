import { ownSessions } from '#features/sessions/own-sessions.ts';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';

/** How many requests, and proposals of others, wait for this member of staff. */
export async function countCorrections(
  context: Pick<Context, 'db'>,
  reader: SignedIn,
): Promise<{ requests: number; proposals: number }> {
  const open = { schoolId: reader.schoolId, state: 'open', session: ownSessions(reader) } as const;
  const [requests, proposals] = await Promise.all([
    context.db.correctionRequest.count({ where: { ...open, proposals: { none: { state: 'open' } } } }),
    context.db.changeProposal.count({
      where: { ...open, NOT: { proposedById: reader.id } },
    }),
  ]);
  return { requests, proposals };
}
