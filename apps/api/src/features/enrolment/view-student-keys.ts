import type { StudentDeviceKeys } from '@hadir/contract/device-keys.ts';
import type { ActingPerson } from '#features/audit/record-audit.ts';
import { recordView } from '#features/audit/record-view.ts';
import { getOwnStudent } from '#features/people/get-own-student.ts';
import type { Context } from '#http/context.ts';
import { findReplacedKeys } from './find-replaced-keys.ts';
import { studentKeyOnWire } from './student-key-on-wire.ts';

/**
 * Staff look at the phones of one of their students; the view is audited.
 * @throws AppError not_found
 */
export async function viewStudentKeys(
  context: Context,
  staff: ActingPerson,
  studentId: string,
): Promise<StudentDeviceKeys> {
  const now = context.now();
  const student = await getOwnStudent(context.db, staff, studentId);
  await recordView(context, staff, 'device_keys.viewed', { type: 'person', id: student.id });
  const whose = { schoolId: staff.schoolId, personId: student.id };
  const keys = await context.db.deviceKey.findMany({
    where: whose,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 100,
  });
  const counts = await context.db.deviceKey.groupBy({ by: ['origin'], where: whose, _count: true });
  const countOf = (origin: string) => counts.find((group) => group.origin === origin)?._count ?? 0;
  const waiting = keys.filter(({ state }) => state === 'pending');
  const replaced = await findReplacedKeys(context.db, waiting);
  return {
    items: keys.map((key) => ({ ...studentKeyOnWire(key, now), replaces: replaced.get(key.id) ?? null })),
    changes: countOf('further'),
    evictions: countOf('evicted'),
  };
}
