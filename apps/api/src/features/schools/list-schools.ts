import type { listSchools as endpoint, SchoolEntry } from '@hadir/contract/schools.ts';
import { z } from 'zod';
import type { Tx } from '#db.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { readCursor, writeCursor } from '#http/cursor.ts';
import { isStorable } from '#http/text.ts';

const perPage = 50;
const Position = z.tuple([z.string().max(200).refine(isStorable), z.uuid()]);

/** Schools by name, without the office. */
export async function listSchools(
  { db }: Pick<Context, 'db'>,
  cursor: string | undefined,
): Promise<z.input<(typeof endpoint)['reply']>> {
  const after = readCursor(cursor, Position);
  const found = await findSchools(
    db,
    after ? { OR: [{ name: { gt: after[0] } }, { name: after[0], id: { gt: after[1] } }] } : {},
  );
  const items = found.slice(0, perPage);
  const last = items.at(-1);
  return {
    items,
    per_page: perPage,
    next_cursor: found.length > perPage && last ? writeCursor([last.name, last.id]) : null,
  };
}

/** One more than a page. */
export async function findSchools(tx: Tx, where: Prisma.SchoolWhereInput): Promise<SchoolEntry[]> {
  const schools = await tx.school.findMany({
    where: { AND: [{ isOffice: false }, where] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: perPage + 1,
    select: { id: true, name: true, timeZone: true, country: true, createdAt: true, stoppedAt: true },
  });
  const counted = await tx.person.groupBy({
    by: ['schoolId', 'role'],
    where: { schoolId: { in: schools.map(({ id }) => id) }, isActive: true },
    _count: true,
  });
  return schools.map((school) => {
    const own = counted.filter(({ schoolId }) => schoolId === school.id);
    const students = own.find(({ role }) => role === 'student')?._count ?? 0;
    return {
      id: school.id,
      name: school.name,
      time_zone: school.timeZone,
      country: school.country,
      students,
      staff: own.reduce((sum, { _count }) => sum + _count, 0) - students,
      created_at: school.createdAt.toISOString(),
      stopped_at: school.stoppedAt?.toISOString() ?? null,
    };
  });
}
