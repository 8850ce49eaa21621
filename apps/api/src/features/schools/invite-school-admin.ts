import type { inviteSchoolAdmin as endpoint } from '@hadir/contract/schools.ts';
import type { z } from 'zod';
import type { Actor } from '#features/audit/record-audit.ts';
import { invitationLink, makeInvitation } from '#features/people/make-invitation.ts';
import type { Context } from '#http/context.ts';
import { getSchool } from './get-school.ts';

type Given = z.output<(typeof endpoint)['body']>;

/**
 * Invites one more admin of a school.
 * @returns the link, shown once
 * @throws AppError not_found, already_exists where the e-mail has an account
 */
export async function inviteSchoolAdmin(
  context: Context,
  actor: Actor,
  id: string,
  given: Given,
): Promise<{ link: string }> {
  return context.db.$transaction(async (tx) => {
    const school = await getSchool(tx, id);
    const admin = { role: 'admin', name: given.admin_name, email: given.admin_email, department: null } as const;
    const { token } = await makeInvitation(tx, actor, { ...admin, schoolId: school.id }, context.now());
    return { link: invitationLink(context.publicUrl, token) };
  });
}
