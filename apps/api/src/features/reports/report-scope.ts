import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { type Interval, readPeriod } from './read-period.ts';

/** Whose figures somebody sees, of what, over which time. */
export type Scope = {
  schoolId: string;
  /** Only courses and sessions of this teacher; null where the school's are seen. */
  teacherId: string | null;
  courseId: string | null;
  classId: string | null;
  streamId: string | null;
  interval: Interval;
  now: Date;
};

type Asked = {
  [K in 'from_on' | 'to_on' | 'course_id' | 'class_id' | 'stream_id']?: string | undefined;
};

/**
 * What a reader asks for, judged by what they may see.
 * @throws AppError not_found for a course, class or stream that is not theirs; invalid_request for unusable days
 */
export async function openScope(context: Pick<Context, 'db' | 'now'>, reader: SignedIn, asked: Asked): Promise<Scope> {
  const now = context.now();
  const { timeZone } = await context.db.school.findUniqueOrThrow({
    where: { id: reader.schoolId },
    select: { timeZone: true },
  });
  const scope: Scope = {
    schoolId: reader.schoolId,
    teacherId: reader.role === 'teacher' ? reader.id : null,
    courseId: asked.course_id ?? null,
    classId: asked.class_id ?? null,
    streamId: asked.stream_id ?? null,
    interval: readPeriod(asked, timeZone, now),
    now,
  };
  const named = [scope.courseId, scope.classId, scope.streamId].filter((id) => id !== null);
  if (!named.every(isId) || !(await areThere(context, scope))) throw notFound();
  return scope;
}

async function areThere({ db }: Pick<Context, 'db'>, { schoolId, teacherId, courseId, classId, streamId }: Scope) {
  const own = teacherId === null ? {} : { OR: [{ teacherId }, { sessions: { some: staffed(teacherId) } }] };
  const found = await Promise.all([
    courseId === null || db.course.findFirst({ where: { id: courseId, schoolId, ...own }, select: { id: true } }),
    classId === null || db.schoolClass.findFirst({ where: { id: classId, schoolId }, select: { id: true } }),
    streamId === null || db.stream.findFirst({ where: { id: streamId, schoolId }, select: { id: true } }),
  ]);
  return found.every(Boolean);
}

const staffed = (personId: string) => ({ staff: { some: { personId } } });

/** Of `session` and its `course`: a teacher's own and those they are staff of, everybody else's of the school. */
export function seenSql({ schoolId, teacherId, courseId }: Scope): Prisma.Sql {
  const seen =
    teacherId === null
      ? Prisma.empty
      : Prisma.sql`AND (course.teacher_id = ${teacherId}::uuid OR EXISTS (
          SELECT FROM session_staff WHERE session_id = session.id AND person_id = ${teacherId}::uuid))`;
  const chosen = courseId === null ? Prisma.empty : Prisma.sql`AND session.course_id = ${courseId}::uuid`;
  return Prisma.sql`session.school_id = ${schoolId}::uuid ${seen} ${chosen}`;
}

/** Of `student`: the class and the stream that were asked for. */
export function placedSql({ classId, streamId }: Scope): Prisma.Sql {
  return Prisma.sql`
    ${classId === null ? Prisma.empty : Prisma.sql`AND student.class_id = ${classId}::uuid`}
    ${streamId === null ? Prisma.empty : Prisma.sql`AND student.stream_id = ${streamId}::uuid`}`;
}
