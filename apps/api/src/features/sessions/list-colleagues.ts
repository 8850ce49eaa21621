import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';

const most = 50;

/** Teachers of the school but oneself, by name. */
export async function listColleagues(
  context: Pick<Context, 'db'>,
  reader: SignedIn,
  search: string | undefined,
): Promise<{ id: string; name: string }[]> {
  return context.db.person.findMany({
    where: {
      ...{ schoolId: reader.schoolId, role: 'teacher', isActive: true, id: { not: reader.id } },
      // Prisma passes LIKE's wildcards through.
      ...(search && { name: { contains: search.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } }),
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: most,
    select: { id: true, name: true },
  });
}
