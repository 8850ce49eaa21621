import type { createEnrollments as endpoint } from '@hadir/contract/courses.ts';
import type { z } from 'zod';
import type { Tx } from '#db.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { requireKnown } from '#features/school/require-known.ts';
import type { Context } from '#http/context.ts';
import { AppError, unknownReference } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import { getCourse } from './get-course.ts';

type Given = z.output<(typeof endpoint)['body']>;
type OfClass = Extract<Given, { class_id: string }>;
type Counts = z.input<(typeof endpoint)['reply']>;

/**
 * Enrols students by id, by e-mail or by class: all of them or, when one is unknown, nobody.
 * @throws AppError not_found for the course or an id, invalid_request for e-mails; `fields` names the unknown ones
 */
export async function enrolStudents(
  context: Context,
  actor: ActingPerson,
  courseId: string,
  given: Given,
): Promise<Counts> {
  return context.db.$transaction(async (tx) => {
    await getCourse(tx, actor, courseId);
    const studentIds = await ('class_id' in given
      ? studentsOfClass(tx, actor.schoolId, given)
      : knownStudents(tx, actor.schoolId, given));
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

async function studentsOfClass(tx: Tx, schoolId: string, given: OfClass): Promise<string[]> {
  const { class_id: classId, stream_id: streamId } = given;
  await requireKnown(tx, schoolId, { class_id: classId, stream_id: streamId });
  const students = await tx.person.findMany({
    where: { schoolId, role: 'student', isActive: true, classId, ...(streamId !== undefined && { streamId }) },
    select: { id: true },
  });
  return students.map(({ id }) => id);
}

async function knownStudents(tx: Tx, schoolId: string, given: Exclude<Given, OfClass>): Promise<string[]> {
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
  if (unknown.length > 0) throw isByEmail ? unknownEmails(unknown) : unknownReference(...unknown);
  return students.map((student) => student.id);
}

function unknownEmails(paths: readonly string[]): AppError {
  return new AppError('invalid_request', 'No student here has one of these e-mails.', {
    fields: paths.map((path) => ({ path, message: 'is unknown' })),
  });
}
