import type { PersonRecord } from '@hadir/contract/students.ts';
import type { Tx } from '#db.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { coursesHeld, ownStudents } from './own-students.ts';

/** Whom a member of staff has a page of: everybody of the school for an admin, else their students. */
export function seenPeople(reader: SignedIn): Prisma.PersonWhereInput {
  return reader.role === 'admin' ? { schoolId: reader.schoolId } : ownStudents(reader);
}

const courseFacts = { id: true, code: true, title: true, section: true, archivedAt: true } as const;
const byCode = [{ code: 'asc' }, { section: 'asc' }, { id: 'asc' }] satisfies Prisma.CourseOrderByWithRelationInput[];

/** One person as this reader may see them; a teacher sees of a student's courses those they hold. */
export async function showPerson(tx: Tx, reader: SignedIn, id: string): Promise<PersonRecord | null> {
  const person = await tx.person.findFirst({
    where: { AND: [{ id, schoolId: reader.schoolId }, seenPeople(reader)] },
    select: {
      ...{ id: true, name: true, role: true, email: true, department: true, admissionNumber: true },
      ...{ bornOn: true, gender: true, isActive: true, deactivatedAt: true, passwordHash: true, createdAt: true },
      class: { select: { id: true, name: true } },
      stream: { select: { id: true, name: true } },
      photo: { select: { personId: true } },
      coursesTaught: { orderBy: byCode, select: courseFacts },
    },
  });
  if (!person) return null;
  const courses =
    person.role === 'student'
      ? await tx.course.findMany({
          where: {
            enrollments: { some: { studentId: id } },
            ...(reader.role === 'teacher' && coursesHeld(reader.id)),
          },
          orderBy: byCode,
          select: courseFacts,
        })
      : person.coursesTaught;
  return {
    id: person.id,
    name: person.name,
    role: person.role,
    email: person.email,
    department: person.department,
    admission_number: person.admissionNumber,
    born_on: person.bornOn?.toISOString().slice(0, 10) ?? null,
    gender: person.gender,
    class: person.class,
    stream: person.stream,
    is_active: person.isActive,
    deactivated_at: person.deactivatedAt?.toISOString() ?? null,
    has_account: person.passwordHash !== null,
    has_photo: person.photo !== null,
    created_at: person.createdAt.toISOString(),
    courses: courses.map(({ archivedAt, ...course }) => ({ ...course, is_archived: archivedAt !== null })),
  };
}
