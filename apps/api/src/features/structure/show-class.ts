import type { SchoolClass } from '@hadir/contract/structure.ts';
import type { Tx } from '#db.ts';
import type { Prisma } from '#generated/prisma/client.ts';

const active = { where: { isActive: true } } as const;

export const classFacts = {
  id: true,
  name: true,
  level: true,
  archivedAt: true,
  _count: { select: { students: active } },
  streams: {
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, capacity: true, _count: { select: { students: active } } },
  },
} as const satisfies Prisma.SchoolClassSelect;

export function classOnWire(row: Prisma.SchoolClassGetPayload<{ select: typeof classFacts }>): SchoolClass {
  const { id, name, level, archivedAt, _count, streams } = row;
  return {
    id,
    name,
    level,
    is_archived: archivedAt !== null,
    students: _count.students,
    streams: streams.map((stream) => ({
      id: stream.id,
      name: stream.name,
      capacity: stream.capacity,
      students: stream._count.students,
    })),
  };
}

export async function showClass(tx: Tx, id: string): Promise<SchoolClass> {
  return classOnWire(await tx.schoolClass.findUniqueOrThrow({ where: { id }, select: classFacts }));
}
