import type { Tx } from '#db.ts';
import { type Actor, by } from '#features/audit/record-audit.ts';
import { recordAudits } from '#features/audit/record-audits.ts';
import type { Write } from './subject-values.ts';

/** Says of everything that an import makes and changes what the log says where it is done one by one. */
export async function auditWrites(tx: Tx, admin: Actor, writes: readonly Write[]): Promise<void> {
  const enrolled = Map.groupBy(
    writes.flatMap((write) => (write.type === 'enrollment' ? [write.after] : [])),
    ({ course_id }) => course_id,
  );
  const facts = [
    ...writes.flatMap((write) => factsOf(write) ?? []),
    ...[...enrolled].map(([courseId, rows]) => ({
      ...{ action: 'enrollment.made', subjectType: 'course', subjectId: courseId },
      after: { student_ids: rows.map(({ student_id }) => student_id), enrolled: rows.length },
    })),
  ];
  await recordAudits(
    tx,
    facts.map((one) => ({ ...by(admin), ...one })),
  );
}

function factsOf(write: Write) {
  if (write.type === 'enrollment') return null;
  const subject = { subjectType: write.type, subjectId: write.id };
  if (write.type === 'invitation') {
    const { role, name, email } = write.after;
    return { ...subject, action: 'invitation.made', after: { role, name, email } };
  }
  if (write.type === 'guardian') {
    // A guardian is the student's, as in the student's own page.
    const { student_id: studentId, ...after } = write.after;
    const own = { subjectType: 'person', subjectId: studentId };
    const guardian = { guardian_id: write.id };
    if (write.before === null) return { ...own, action: 'guardian.added', after: { ...guardian, ...after } };
    const { before, after: now } = differences(write.before, write.after);
    return { ...own, action: 'guardian.changed', before: { ...guardian, ...before }, after: { ...guardian, ...now } };
  }
  if (write.before !== null) {
    return { ...subject, action: `${write.type}.changed`, ...differences(write.before, write.after) };
  }
  const given = Object.fromEntries(Object.entries(write.after).filter(([, value]) => value !== null));
  return {
    ...subject,
    action: `${write.type}.made`,
    after: write.type === 'person' ? { role: 'student', ...given } : given,
  };
}

/** The fields that are no longer the same, as they were and as they are. */
function differences(before: object, after: object) {
  const changed = Object.keys(after).filter((name) => Reflect.get(before, name) !== Reflect.get(after, name));
  const only = (values: object) => Object.fromEntries(changed.map((name) => [name, Reflect.get(values, name)]));
  return { before: only(before), after: only(after) };
}
