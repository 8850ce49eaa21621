import type { Tx } from '#db.ts';
import { unknownReference } from '#http/errors.ts';
import { isId } from '#http/id.ts';

/**
 * Who can give a course: an active teacher or admin of the school.
 * @throws AppError not_found that names the field
 */
export async function getCourseTeacher(tx: Tx, schoolId: string, id: string): Promise<{ id: string }> {
  const where = { id, schoolId, role: { in: ['teacher' as const, 'admin' as const] }, isActive: true };
  const teacher = isId(id) ? await tx.person.findFirst({ where, select: { id: true } }) : null;
  if (!teacher) throw unknownReference('teacher_id');
  return teacher;
}
