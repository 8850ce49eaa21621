import type { createSchool as endpoint, SchoolEntry } from '@hadir/contract/schools.ts';
import type { z } from 'zod';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { invitationLink, makeInvitation } from '#features/people/make-invitation.ts';
import { makeSchool } from '#features/school/make-school.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { findSchools } from './list-schools.ts';

type Given = z.output<(typeof endpoint)['body']>;

/**
 * A new school with the default policies, published, and the invitation of its first admin.
 * @returns the link, shown once
 * @throws AppError already_exists where the e-mail has an account
 */
export async function createSchool(
  context: Context,
  actor: Actor,
  given: Given,
): Promise<{ school: SchoolEntry; link: string }> {
  const now = context.now();
  return context.db.$transaction(async (tx) => {
    const { name, time_zone: timeZone, country } = given;
    const schoolId = await makeSchool(tx, { name, timeZone, country, now });
    await recordAudit(tx, {
      ...by(actor),
      schoolId,
      action: 'school.made',
      subjectType: 'school',
      subjectId: schoolId,
      after: { name, time_zone: timeZone, country },
    });
    const admin = { role: 'admin', name: given.admin_name, email: given.admin_email, department: null } as const;
    const { token } = await makeInvitation(tx, actor, { ...admin, schoolId }, now);
    const [school] = await findSchools(tx, { id: schoolId });
    if (!school) throw notFound();
    return { school, link: invitationLink(context.publicUrl, token) };
  });
}
