import type { Invitation } from '@hadir/contract/people.ts';
import type { Context } from '#http/context.ts';
import { showInvitation } from './show-invitation.ts';

/** The newest 200 invitations of the school. */
export async function listInvitations(context: Pick<Context, 'db'>, schoolId: string): Promise<Invitation[]> {
  const rows = await context.db.invitation.findMany({
    where: { schoolId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 200,
  });
  return rows.map(showInvitation);
}
