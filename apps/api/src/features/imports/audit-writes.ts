import type { Tx } from '#db.ts';
import { type Actor, by } from '#features/audit/record-audit.ts';
import { recordAudits } from '#features/audit/record-audits.ts';
import { EnrollmentValues, GuardianValues, InvitationValues, type Write } from './subject-values.ts';

/** One of the two is null for what came or went; `before` and `after` of one type have the same fields. */
export type AuditedWrite = { type: Write['type']; id: string; before: object | null; after: object | null };

const actions = {
  person: { came: 'person.made', changed: 'person.changed', went: 'person.removed' },
  guardian: { came: 'guardian.added', changed: 'guardian.changed', went: 'guardian.removed' },
  course: { came: 'course.made', changed: 'course.changed', went: 'course.deleted' },
  // One that is changed is a new one in the place of the first.
  invitation: { came: 'invitation.made', changed: 'invitation.made', went: 'invitation.withdrawn' },
} as const satisfies Record<Exclude<Write['type'], 'enrollment'>, object>;

/** What was erased since is no longer told. */
const Invited = InvitationValues.pick({ role: true, name: true, email: true }).partial();

/**
 * Says of everything that an import or its undo writes what the log says where it is done one by one. Of people who come
 * or go it says that alone: a file that was the wrong one leaves none of their names when it is taken back.
 */
export async function auditWrites(tx: Tx, admin: Actor, writes: readonly AuditedWrite[]): Promise<void> {
  const passing = new Set(
    writes.flatMap(({ type, id, before, after }) => (type === 'person' && !(before && after) ? [id] : [])),
  );
  const facts = [...writes.flatMap((write) => factsOf(write, passing) ?? []), ...factsOfCourses(writes)];
  await recordAudits(
    tx,
    facts.map((one) => ({ ...by(admin), ...one })),
  );
}

function factsOf({ type, id, before, after }: AuditedWrite, passing: ReadonlySet<string>) {
  const values = after ?? before;
  if (type === 'enrollment' || values === null) return null;
  const subject =
    type === 'guardian'
      ? { subjectType: 'person', subjectId: GuardianValues.parse(values).student_id }
      : { subjectType: type, subjectId: id };
  const { came, changed, went } = actions[type];
  if (after === null) return { ...subject, action: went, before: shown(type, id, values, passing) };
  if (before === null || type === 'invitation')
    return { ...subject, action: came, after: shown(type, id, after, passing) };
  const names = Object.keys(after).filter((name) => Reflect.get(before, name) !== Reflect.get(after, name));
  const own = type === 'guardian' ? { guardian_id: id } : {};
  const only = (all: object) => ({
    ...own,
    ...Object.fromEntries(names.map((name) => [name, Reflect.get(all, name)])),
  });
  return { ...subject, action: changed, before: only(before), after: only(after) };
}

function shown(type: Write['type'], id: string, values: object, passing: ReadonlySet<string>): object {
  if (type === 'person') return { role: 'student' };
  if (type === 'invitation') return Invited.parse(values);
  if (type !== 'guardian') return values;
  const { student_id: studentId, ...guardian } = GuardianValues.parse(values);
  return { guardian_id: id, ...(!passing.has(studentId) && guardian) };
}

/** Who came into each course, and who went out of it. */
function factsOfCourses(writes: readonly AuditedWrite[]) {
  const enrollments = writes.filter(({ type }) => type === 'enrollment');
  const byCourse = (all: readonly (object | null)[]) =>
    Map.groupBy(
      all.flatMap((values) => (values ? [EnrollmentValues.parse(values)] : [])),
      ({ course_id }) => course_id,
    );
  const idsOf = (rows: readonly EnrollmentValues[]) => rows.map(({ student_id }) => student_id);
  const came = byCourse(enrollments.map(({ after }) => after));
  const went = byCourse(enrollments.map(({ before }) => before));
  return [
    ...[...came].map(([subjectId, rows]) => ({
      ...{ action: 'enrollment.made', subjectType: 'course', subjectId },
      after: { student_ids: idsOf(rows), enrolled: rows.length },
    })),
    ...[...went].map(([subjectId, rows]) => ({
      ...{ action: 'enrollment.ended', subjectType: 'course', subjectId },
      before: { student_ids: idsOf(rows) },
    })),
  ];
}
