import type { Tx } from '#db.ts';
import type { Actor } from '#features/audit/record-audit.ts';
import type { Write } from './subject-values.ts';
import {
  insertCourses,
  insertEnrollments,
  insertGuardians,
  insertInvitations,
  insertStudents,
  updateCourses,
  updateGuardians,
  updatePeople,
} from './write-subjects.ts';

/**
 * Makes and changes everything of an import.
 * @returns tokens of the invitations by id
 */
export async function writeAll(
  tx: Tx,
  admin: Actor,
  writes: readonly Write[],
  now: Date,
): Promise<Map<string, string>> {
  const { schoolId } = admin;
  const people = split(writes.filter((write) => write.type === 'person'));
  const guardians = split(writes.filter((write) => write.type === 'guardian'));
  const courses = split(writes.filter((write) => write.type === 'course'));
  const enrollments = split(writes.filter((write) => write.type === 'enrollment'));
  const invitations = split(writes.filter((write) => write.type === 'invitation'));
  await updatePeople(tx, schoolId, people.changed);
  await insertStudents(tx, schoolId, people.made, now);
  await updateGuardians(tx, schoolId, guardians.changed);
  await insertGuardians(tx, schoolId, guardians.made, now);
  await updateCourses(tx, schoolId, courses.changed);
  await insertCourses(tx, schoolId, courses.made, now);
  await insertEnrollments(tx, schoolId, enrollments.made, now);
  return insertInvitations(tx, admin, [...invitations.made, ...invitations.changed], now);
}

function split<Values>(own: readonly { id: string; before: Values | null; after: Values }[]) {
  const asRow = ({ id, after }: { id: string; after: Values }) => ({ id, values: after });
  return {
    made: own.filter(({ before }) => before === null).map(asRow),
    changed: own.filter(({ before }) => before !== null).map(asRow),
  };
}
