import type { Role } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { findSchoolByJoinCode } from './find-school.ts';

/** How people name their account: by e-mail, or by school and admission number. */
export type PersonName = { email: string } | { join_code: string; admission_number: string };

export type FoundPerson = {
  id: string;
  schoolId: string;
  role: Role;
  passwordHash: string | null;
  /** Not deactivated, and of a school that lets them in. */
  isOpen: boolean;
};

export const stoppedFacts = { stoppedAt: true, destruction: { select: { schoolId: true } } } as const;

/** Of a school that was stopped nobody goes in, but its admins while they can still take its destruction back. */
export function isLetIn(role: Role, school: { stoppedAt: Date | null; destruction: object | null }): boolean {
  return school.stoppedAt === null || (role === 'admin' && school.destruction !== null);
}

/** Whose account it is, in whatever school; null for nobody's. */
export async function findPerson(context: Pick<Context, 'db'>, name: PersonName): Promise<FoundPerson | null> {
  const where = 'email' in name ? { email: name.email } : await byNumber(context, name);
  if (!where) return null;
  const found = await context.db.person.findUnique({
    where,
    select: {
      ...{ id: true, schoolId: true, role: true, passwordHash: true, isActive: true },
      school: { select: stoppedFacts },
    },
  });
  if (!found) return null;
  const { isActive, school, ...person } = found;
  return { ...person, isOpen: isActive && isLetIn(person.role, school) };
}

async function byNumber(context: Pick<Context, 'db'>, name: { join_code: string; admission_number: string }) {
  const school = await findSchoolByJoinCode(context, name.join_code);
  return school && { schoolId_admissionNumber: { schoolId: school.id, admissionNumber: readNumber(name) } };
}

/** Kept in capitals. */
export const readNumber = (name: { admission_number: string }): string => name.admission_number.trim().toUpperCase();
