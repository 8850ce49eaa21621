import type { PersonExport } from '@hadir/contract/person-export.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { collectAttendance } from './collect-attendance.ts';
import { collectPerson } from './collect-person.ts';
import { collectTraces } from './collect-traces.ts';

/** What is kept and not handed out here. */
const leftOut = [
  'Password, second factor, passkeys and device keys themselves: they are secrets, kept hashed, sealed or as public halves.',
  'The numbers of the face: the person alone can have them, for the password.',
  'Distances and scores of face comparisons: from enough of them a face could be rebuilt.',
  'Names of other people: of staff who looked or decided, and of whoever else a signal speaks of.',
];

/**
 * Everything that is kept of a person, of oneself or, by an admin, of anybody of the school; audited.
 * @param format how it is handed out, for the audit
 * @throws AppError not_found
 */
export async function exportPerson(
  context: Context,
  actor: ActingPerson,
  id: string,
  format: 'json' | 'pdf',
): Promise<PersonExport> {
  const whose = { id, schoolId: actor.schoolId };
  return context.db.$transaction(
    async (tx) => {
      if (!(await tx.person.findFirst({ where: whose, select: { id: true } }))) throw notFound();
      const about = await collectPerson(tx, id);
      const attendance = await collectAttendance(tx, id);
      const traces = await collectTraces(tx, whose);
      await recordAudit(tx, {
        ...by(actor),
        action: 'person_export.made',
        subjectType: 'person',
        subjectId: id,
        after: { format, records: attendance.attendance.length, attempts: attendance.attempts.length },
      });
      return { made_at: context.now().toISOString(), ...about, ...attendance, ...traces, left_out: leftOut };
    },
    // One moment is seen, whatever is written meanwhile.
    { isolationLevel: 'RepeatableRead', timeout: 60_000 },
  );
}
