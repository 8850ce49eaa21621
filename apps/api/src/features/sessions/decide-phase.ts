import type { SessionPhase } from '@hadir/contract/sessions.ts';
import type { z } from 'zod';

type Times = {
  startsAt: Date;
  endsAt: Date;
  isActive: boolean;
  closedAt: Date | null;
  cancelledAt: Date | null;
};

/** Where a class session stands: open takes the flag and the window, both ends included. */
export function decidePhase(session: Times, now: Date): z.output<typeof SessionPhase> {
  if (session.cancelledAt !== null) return 'cancelled';
  if (session.closedAt !== null || now > session.endsAt) return 'closed';
  return session.isActive && now >= session.startsAt ? 'open' : 'planned';
}
