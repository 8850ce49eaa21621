import type { Tx } from '#db.ts';
import { invitationLink, makeInvitation } from '#features/people/make-invitation.ts';
import { makeSchool } from '#features/school/make-school.ts';
import type { Context } from '#http/context.ts';

/**
 * Invites somebody to look after the schools of this installation. No endpoint does this: only who runs the
 * installation can, by `npm run schools:admin`.
 * @returns the link, shown once; seven days
 * @throws AppError already_exists where the e-mail has an account
 */
export async function inviteSuperAdmin(
  context: Pick<Context, 'db' | 'now' | 'publicUrl'>,
  given: { name: string; email: string },
): Promise<string> {
  const now = context.now();
  return context.db.$transaction(async (tx) => {
    const schoolId = await openOffice(tx, now);
    const invited = { ...given, schoolId, role: 'super_admin', department: null } as const;
    const { token } = await makeInvitation(tx, null, invited, now);
    return invitationLink(context.publicUrl, token);
  });
}

/** Every person belongs to a school, these to one that is none. */
async function openOffice(tx: Tx, now: Date): Promise<string> {
  // Two at once would both find none.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('hadir/office'))`;
  const office = await tx.school.findFirst({ where: { isOffice: true }, select: { id: true } });
  return office?.id ?? makeSchool(tx, { name: 'Hadir', timeZone: 'UTC', isOffice: true, now });
}
