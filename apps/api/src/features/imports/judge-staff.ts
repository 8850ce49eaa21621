import { uuidV7 } from '#http/uuid-v7.ts';
import { type JudgedRow, judgedRow, rowBefore, type Scope } from './judged-row.ts';
import { findPeople } from './load-students.ts';
import { mapInSlices } from './map-in-slices.ts';
import { needField, readEmail, readField, readLine, readName } from './read-fields.ts';
import { noteProblem, type ReadRow } from './read-rows.ts';
import { readRole } from './read-words.ts';
import { InvitationValues, PersonValues, type Write } from './subject-values.ts';

const departmentCharacters = 100;

/** Staff by e-mail: those with an account may get another name or department, all others an invitation. */
export async function judgeStaff(scope: Scope, rows: readonly ReadRow[]): Promise<JudgedRow[]> {
  const { tx, schoolId, now, problems } = scope;
  const read = await mapInSlices(rows, (row) => ({
    row,
    name: needField(scope, row, 'name', 'bad_name', readName),
    email: needField(scope, row, 'email', 'bad_email', readEmail),
    role: readField(scope, row, 'role', 'bad_role', readRole),
    department: readField(scope, row, 'department', 'too_long', readLine(departmentCharacters)),
  }));
  const emails = read.flatMap(({ email }) => email ?? []);
  const people = new Map((await findPeople(tx, schoolId, [], emails)).map((one) => [one.email, one]));
  const open = await tx.invitation.findMany({
    where: { schoolId, email: { in: emails }, usedAt: null, expiresAt: { gt: now } },
    select: { id: true, name: true, email: true, role: true, department: true },
  });
  const invitations = new Map(open.map((one) => [one.email, one]));
  const seen = new Map<string, number>();
  const judged = read.map(({ row, name, email, role, department }) => {
    const writes: Write[] = [];
    if (name === null || email === null) return judgedRow(row.row, writes);
    const same = rowBefore(seen, email, row.row);
    if (same !== null) noteProblem(problems, row, 'email', 'twice', same);
    const person = people.get(email);
    if (person && (person.school_id !== schoolId || person.role === 'student')) {
      noteProblem(problems, row, 'email', 'email_taken');
    } else if (person) {
      if (!person.is_active || person.is_erased) noteProblem(problems, row, null, 'deactivated');
      if (role !== null && role !== person.role) noteProblem(problems, row, 'role', 'other_role');
      const before = PersonValues.parse(person);
      const after = { ...before, name, department: department ?? before.department };
      writes.push({ row: row.row, type: 'person', id: person.id, before, after });
    } else {
      const invited = InvitationValues.safeParse(invitations.get(email)).data ?? null;
      const after = {
        ...{ name, email, role: role ?? invited?.role ?? 'teacher' },
        department: department ?? invited?.department ?? null,
      };
      writes.push({ row: row.row, type: 'invitation', id: uuidV7(now), before: invited, after });
    }
    return judgedRow(row.row, writes);
  });
  const wrong = new Set(problems.map(({ row }) => row));
  return judged.filter(({ row }) => !wrong.has(row));
}
