import type { Tx } from '#db.ts';
import type { ImportRow } from '#generated/prisma/client.ts';
import { findUsesOfCourses, findUsesOfEnrollments, findUsesOfPeople, type Why } from './find-uses.ts';
import { findPeopleById } from './load-students.ts';
import { restorePeople } from './restore-people.ts';
import { CourseValues, EnrollmentValues, GuardianValues, isSame, PersonValues } from './subject-values.ts';
import { updateCourses, updateGuardians } from './write-subjects.ts';

export type Fate = 'taken_back' | Why;
type Fates = Map<string, Fate>;

/**
 * Takes back, in an order in which nothing hangs on what goes. What is no longer as the import left it stays.
 * @param rows of one import, locked
 * @returns what became of each row, by its id
 */
export async function takeBack(tx: Tx, schoolId: string, rows: readonly ImportRow[]): Promise<Fates> {
  const fates: Fates = new Map();
  const of = (type: string) => rows.filter(({ subjectType }) => subjectType === type);
  await takeBackInvitations(tx, schoolId, of('invitation'), fates);
  await takeBackEnrollments(tx, schoolId, of('enrollment'), fates);
  await takeBackCourses(tx, schoolId, of('course'), fates);
  await takeBackGuardians(tx, schoolId, of('guardian'), fates);
  await takeBackPeople(tx, schoolId, of('person'), fates);
  return fates;
}

const idsOf = (rows: readonly ImportRow[]) => rows.map(({ subjectId }) => subjectId);
const isMade = ({ before }: ImportRow) => before === null;

/** Rows that may go by their ids; the fate of the others is noted. */
function judge(
  rows: readonly ImportRow[],
  now: ReadonlyMap<string, object>,
  used: ReadonlyMap<string, Why>,
  read: (value: unknown) => object,
  fates: Fates,
): ImportRow[] {
  return rows.filter((row) => {
    const current = now.get(row.subjectId);
    const isAsLeft = current !== undefined && isSame(current, read(row.after));
    const why = !current ? 'gone' : isMade(row) ? used.get(row.subjectId) : undefined;
    fates.set(row.id, why ?? (isAsLeft ? 'taken_back' : 'changed_since'));
    return fates.get(row.id) === 'taken_back';
  });
}

/** Used ones have made an account; a newer one in their place is somebody's later wish. */
async function takeBackInvitations(tx: Tx, schoolId: string, rows: readonly ImportRow[], fates: Fates): Promise<void> {
  const there = await tx.invitation.findMany({
    where: { schoolId, id: { in: idsOf(rows) } },
    select: { id: true, usedAt: true },
  });
  const open = new Set(there.flatMap(({ id, usedAt }) => (usedAt === null ? [id] : [])));
  const known = new Set(there.map(({ id }) => id));
  for (const { id, subjectId } of rows) {
    fates.set(id, open.has(subjectId) ? 'taken_back' : known.has(subjectId) ? 'has_account' : 'gone');
  }
  await tx.invitation.deleteMany({ where: { schoolId, id: { in: [...open] }, usedAt: null } });
}

async function takeBackEnrollments(tx: Tx, schoolId: string, rows: readonly ImportRow[], fates: Fates): Promise<void> {
  const there = await tx.enrollment.findMany({ where: { schoolId, id: { in: idsOf(rows) } } });
  const now = new Map(there.map(({ id, courseId, studentId }) => [id, { course_id: courseId, student_id: studentId }]));
  const used = await findUsesOfEnrollments(tx, schoolId, idsOf(rows));
  const going = judge(rows, now, used, (value) => EnrollmentValues.parse(value), fates);
  await tx.enrollment.deleteMany({ where: { schoolId, id: { in: idsOf(going) } } });
}

async function takeBackCourses(tx: Tx, schoolId: string, rows: readonly ImportRow[], fates: Fates): Promise<void> {
  const there = await tx.course.findMany({ where: { schoolId, id: { in: idsOf(rows) } } });
  const now = new Map(
    there.map(({ id, code, title, section, teacherId }) => [id, { code, title, section, teacher_id: teacherId }]),
  );
  const used = await findUsesOfCourses(tx, schoolId, idsOf(rows.filter(isMade)));
  const going = judge(rows, now, used, (value) => CourseValues.parse(value), fates);
  await tx.course.deleteMany({ where: { schoolId, id: { in: idsOf(going.filter(isMade)) } } });
  const changed = going.filter((row) => !isMade(row));
  await updateCourses(
    tx,
    schoolId,
    changed.map(({ subjectId, before }) => ({ id: subjectId, values: CourseValues.parse(before) })),
  );
}

async function takeBackGuardians(tx: Tx, schoolId: string, rows: readonly ImportRow[], fates: Fates): Promise<void> {
  const there = await tx.guardian.findMany({ where: { schoolId, id: { in: idsOf(rows) } } });
  const now = new Map(there.map((one) => [one.id, GuardianValues.parse({ ...one, student_id: one.studentId })]));
  const going = judge(rows, now, new Map(), (value) => GuardianValues.parse(value), fates);
  await tx.guardian.deleteMany({ where: { schoolId, id: { in: idsOf(going.filter(isMade)) } } });
  const changed = going.filter((row) => !isMade(row));
  await updateGuardians(
    tx,
    schoolId,
    changed.map(({ subjectId, before }) => ({ id: subjectId, values: GuardianValues.parse(before) })),
  );
}

async function takeBackPeople(tx: Tx, schoolId: string, rows: readonly ImportRow[], fates: Fates): Promise<void> {
  const there = await findPeopleById(tx, schoolId, idsOf(rows));
  const isThere = there.filter(({ is_active, is_erased }) => is_active && !is_erased);
  const now = new Map(isThere.map((one) => [one.id, PersonValues.parse(one)]));
  const used = await findUsesOfPeople(tx, schoolId, idsOf(rows.filter(isMade)));
  // Deactivated or erased since: somebody's later wish.
  const others = new Set(there.flatMap(({ id }) => (now.has(id) ? [] : [id])));
  const judged = rows.filter(({ subjectId }) => !others.has(subjectId));
  for (const { id, subjectId } of rows) if (others.has(subjectId)) fates.set(id, 'changed_since');
  const going = judge(judged, now, used, (value) => PersonValues.parse(value), fates);
  await tx.person.deleteMany({ where: { schoolId, id: { in: idsOf(going.filter(isMade)) } } });
  const changed = going.filter((row) => !isMade(row));
  const wanted = changed.map((row) => ({ id: row.subjectId, values: PersonValues.parse(row.before) }));
  const refused = await restorePeople(tx, schoolId, wanted, now);
  for (const { id, subjectId } of changed) if (refused.has(subjectId)) fates.set(id, 'changed_since');
}
