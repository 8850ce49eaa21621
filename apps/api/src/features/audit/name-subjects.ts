import type { Db } from '#db.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { isId } from '#http/id.ts';

type Row = { actorId: string | null; subjectType: string; subjectId: string };

/** Names of the people and things these rows speak of, by id; what is gone has none. */
export async function nameSubjects(db: Db, schoolId: string, rows: readonly Row[]): Promise<Map<string, string>> {
  const idsOf = (type: string) => rows.filter((row) => row.subjectType === type).map(({ subjectId }) => subjectId);
  const own = (ids: (string | null)[]) => ({ schoolId, id: { in: [...new Set(ids.filter(isId))] } });
  const [people, courses, sessions, places, invitations, records, imports, rules, holidays] = await Promise.all([
    db.person.findMany({
      // Who looks after all schools acts on this one from outside.
      where: { OR: [own([...rows.map(({ actorId }) => actorId), ...idsOf('person')]), heads(rows)] },
      select: { id: true, name: true },
    }),
    db.course.findMany({ where: own(idsOf('course')), select: { id: true, code: true, title: true } }),
    db.classSession.findMany({ where: own(idsOf('class_session')), select: { id: true, title: true } }),
    db.place.findMany({ where: own(idsOf('place')), select: { id: true, name: true } }),
    db.invitation.findMany({ where: own(idsOf('invitation')), select: { id: true, name: true } }),
    db.attendanceRecord.findMany({
      where: own(idsOf('attendance_record')),
      select: { id: true, student: { select: { name: true } }, session: { select: { title: true } } },
    }),
    db.importBatch.findMany({ where: own(idsOf('import')), select: { id: true, fileName: true } }),
    db.timetableRule.findMany({ where: own(idsOf('timetable_rule')), select: { id: true, title: true } }),
    db.holiday.findMany({ where: own(idsOf('holiday')), select: { id: true, name: true } }),
  ]);
  return new Map([
    ...people.map(({ id, name }): [string, string] => [id, name]),
    ...courses.map(({ id, code, title }): [string, string] => [id, `${code} ${title}`]),
    ...sessions.map(({ id, title }): [string, string] => [id, title]),
    ...places.map(({ id, name }): [string, string] => [id, name]),
    ...invitations.map(({ id, name }): [string, string] => [id, name]),
    ...imports.map(({ id, fileName }): [string, string] => [id, fileName]),
    ...rules.map(({ id, title }): [string, string] => [id, title]),
    ...holidays.map(({ id, name }): [string, string] => [id, name]),
    ...records.map(({ id, student, session }): [string, string] => [id, `${student.name}, ${session.title}`]),
  ]);
}

const heads = (rows: readonly Row[]): Prisma.PersonWhereInput => ({
  role: 'super_admin',
  id: { in: rows.map(({ actorId }) => actorId).filter(isId) },
});
