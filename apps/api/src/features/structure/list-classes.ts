import type { SchoolClass } from '@hadir/contract/structure.ts';
import type { Context } from '#http/context.ts';
import { classFacts, classOnWire } from './show-class.ts';

/** Classes of a school by level and name, archived ones too. */
export async function listClasses(context: Pick<Context, 'db'>, schoolId: string): Promise<SchoolClass[]> {
  const rows = await context.db.schoolClass.findMany({
    where: { schoolId },
    orderBy: [{ level: 'asc' }, { name: 'asc' }, { id: 'asc' }],
    select: classFacts,
  });
  return rows.map(classOnWire);
}
