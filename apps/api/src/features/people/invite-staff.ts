import type { invite as endpoint, Invitation } from '@hadir/contract/people.ts';
import type { z } from 'zod';
import type { Actor } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { invitationLink, makeInvitation } from './make-invitation.ts';
import { showInvitation } from './show-invitation.ts';

type Given = z.output<(typeof endpoint)['body']>;

/**
 * Invites a teacher, a viewer or an admin.
 * @returns the link, shown once
 * @throws AppError already_exists
 */
export async function inviteStaff(
  context: Context,
  actor: Actor,
  { department, ...given }: Given,
): Promise<{ invitation: Invitation; link: string }> {
  const invited = { ...given, department: department || null, schoolId: actor.schoolId };
  const { row, token } = await context.db.$transaction((tx) => makeInvitation(tx, actor, invited, context.now()));
  return { invitation: showInvitation(row), link: invitationLink(context.publicUrl, token) };
}
