import { type listPeople as endpoint, FaceProblem } from '@hadir/contract/people.ts';
import { may } from '@hadir/contract/permissions.ts';
import { z } from 'zod';
import { requireKnown } from '#features/school/require-known.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { readCursor, writeCursor } from '#http/cursor.ts';
import { AppError } from '#http/errors.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { isStorable } from '#http/text.ts';
import { faceProblem, faceState } from './face-state.ts';
import { ownStudents } from './own-students.ts';

const perPage = 50;
const Position = z.tuple([z.string().max(200).refine(isStorable), z.uuid()]);

type Filter = z.output<(typeof endpoint)['query']>;
type Page = z.input<(typeof endpoint)['reply']>;

/**
 * People by name: all of the school for an admin, the students of the courses they hold for a teacher. What is wrong with
 * a face is for those who decide about faces.
 * @throws AppError not_found for a class or stream, not_allowed for a filter by what is not theirs to see
 */
export async function listPeople(context: Pick<Context, 'db'>, reader: SignedIn, filter: Filter): Promise<Page> {
  const seesProblems = may(reader.role, 'faces:write');
  if (!seesProblems && FaceProblem.safeParse(filter.face).success) {
    throw new AppError('not_allowed', 'Your account may not do this.');
  }
  await requireKnown(context.db, reader.schoolId, { class_id: filter.class_id, stream_id: filter.stream_id });
  const after = readCursor(filter.cursor, Position);
  const isSeen = await seenBy(context.db, reader);
  const found = await context.db.person.findMany({
    where: {
      schoolId: reader.schoolId,
      erasedAt: null,
      AND: [
        isSeen,
        filter.status === 'all' ? {} : { isActive: filter.status !== 'inactive' },
        filter.class_id === undefined ? {} : { classId: filter.class_id },
        filter.stream_id === undefined ? {} : { streamId: filter.stream_id },
        filter.role ? { role: filter.role } : {},
        filter.search ? matching(filter.search) : {},
        filter.face ? { template: withFace[filter.face] } : {},
        after ? { OR: [{ name: { gt: after[0] } }, { name: after[0], id: { gt: after[1] } }] } : {},
      ],
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: perPage + 1,
    select: {
      id: true,
      name: true,
      email: true,
      role: true,
      department: true,
      admissionNumber: true,
      isActive: true,
      class: { select: { id: true, name: true } },
      stream: { select: { id: true, name: true } },
      template: { select: { id: true, state: true, hold: true, unreadableAt: true } },
      photo: { select: { personId: true } },
    },
  });
  const items = found.slice(0, perPage);
  const last = items.at(-1);
  return {
    items: items.map(({ template, photo, admissionNumber, isActive, ...person }) => ({
      ...person,
      admission_number: admissionNumber,
      is_active: isActive,
      face: faceState(template),
      face_problem: seesProblems ? faceProblem(template) : null,
      template_id: seesProblems ? (template?.id ?? null) : null,
      has_photo: photo !== null,
    })),
    per_page: perPage,
    next_cursor: found.length > perPage && last ? writeCursor([last.name, last.id]) : null,
  };
}

/** For a teacher by the ids of the courses: the same as one nested condition takes a hundred times as long. */
async function seenBy(db: Context['db'], reader: SignedIn): Promise<Prisma.PersonWhereInput> {
  if (reader.role === 'admin') return {};
  if (reader.role !== 'teacher') return ownStudents(reader);
  const [taught, held] = await Promise.all([
    db.course.findMany({ where: { teacherId: reader.id }, select: { id: true } }),
    db.sessionStaff.findMany({ where: { personId: reader.id }, select: { session: { select: { courseId: true } } } }),
  ]);
  const courseIds = [...new Set([...taught.map(({ id }) => id), ...held.map(({ session }) => session.courseId)])];
  return { role: 'student', enrollments: { some: { courseId: { in: courseIds } } } };
}

const withFace = {
  none: { is: null },
  provisional: { state: 'provisional' },
  confirmed: { state: 'confirmed' },
  unreadable: { unreadableAt: { not: null } },
  held: { hold: { not: null } },
} satisfies Record<NonNullable<Filter['face']>, Prisma.PersonWhereInput['template']>;

function matching(search: string): Prisma.PersonWhereInput {
  // Prisma passes LIKE's wildcards through.
  return { searchText: { contains: search.toLowerCase().replace(/[\\%_]/g, '\\$&') } };
}
