import type { createEnrollments as endpoint } from '@hadir/contract/courses.ts';
import type { z } from 'zod';
import type { Tx } from '#db.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { unknownReference } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import { getCourse } from './get-course.ts';

type Given = z.output<(typeof endpoint)['body']>;
type Counts = z.input<(typeof endpoint)['reply']>;

/**
 * Enrols students by id or by e-mail: all of them or, when one is unknown, nobody.
 * @throws AppError not_found, invalid_request that names the unknown ones by path
 */
export async function enrolStudents(
  context: Context,
  actor: ActingPerson,
  courseId: string,
  given: Given,
): Promise<Counts> {
  return context.db.$transaction(async (tx) => {
    await getCourse(tx, actor, courseId);
    const studentIds = await knownStudents(tx, actor.schoolId, given);
    const { count } = await tx.enrollment.createMany({
      data: studentIds.map((studentId) => ({ schoolId: actor.schoolId, courseId, studentId })),
      skipDuplicates: true,
    });
    await recordAudit(tx, {
      ...by(actor),
      action: 'enrollment.made',
      subjectType: 'course',
      subjectId: courseId,
      after: { student_ids: studentIds, enrolled: count },
    });
    return { enrolled: count, already_enrolled: studentIds.length - count };
  });
}

async function knownStudents(tx: Tx, schoolId: string, given: Given): Promise<string[]> {
  const isByEmail = 'emails' in given;
  const names = isByEmail ? given.emails : given.student_ids;
  const students = await tx.person.findMany({
    where: {
      schoolId,
      role: 'student',
      isActive: true,
      ...(isByEmail ? { email: { in: names } } : { id: { in: names.filter(isId) } }),
    },
    select: { id: true, email: true },
  });
  const known = new Set(students.map((student) => (isByEmail ? student.email : student.id)));
  const list = isByEmail ? 'emails' : 'student_ids';
  const unknown = names.flatMap((name, index) =>
    known.has(isByEmail ? name : name.toLowerCase()) ? [] : `${list}.${index}`,
  );
  if (unknown.length > 0) throw unknownReference(...unknown);
  return students.map((student) => student.id);
}
