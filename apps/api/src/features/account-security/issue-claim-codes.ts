import type { ClaimSlip } from '@hadir/contract/account-security.ts';
import type { Tx } from '#db.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { coursesHeld, ownStudents } from '#features/people/own-students.ts';
import type { Context } from '#http/context.ts';
import { unknownReference } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import { hashCode, newCode } from './one-time-code.ts';

const lastsMs = 30 * 24 * 3_600_000;
const mostAtOnce = 2000;

type Whose = { course_id: string } | { class_id: string } | { student_ids: string[] };
type Sheet = {
  items: ClaimSlip[];
  claimed: number;
  without_number: number;
  school: { name: string; join_code: string };
  expiresAt: Date;
};

/**
 * Codes to print for students who have no password yet, one each; earlier ones of theirs end.
 * @returns the codes, shown once: only their hashes are kept
 * @throws AppError invalid_request for a course, class or student that is not the caller's
 */
export async function issueClaimCodes(context: Context, staff: ActingPerson, whose: Whose): Promise<Sheet> {
  const now = context.now();
  const expiresAt = new Date(now.getTime() + lastsMs);
  return context.db.$transaction(async (tx) => {
    const students = await findStudents(tx, staff, whose);
    const open = students.filter(({ passwordHash }) => passwordHash === null);
    const slips = open.flatMap(({ id, name, admissionNumber }) =>
      admissionNumber === null ? [] : [{ person_id: id, name, admission_number: admissionNumber, code: newCode(3) }],
    );
    const ids = slips.map(({ person_id }) => person_id);
    const { name, joinCode } = await tx.school.findUniqueOrThrow({ where: { id: staff.schoolId } });
    const sheet = {
      ...{ items: slips, claimed: students.length - open.length, without_number: open.length - slips.length },
      ...{ school: { name, join_code: joinCode }, expiresAt },
    };
    if (slips.length === 0) return sheet;
    const where = { schoolId: staff.schoolId, personId: { in: ids }, usedAt: null };
    await tx.claimCode.updateMany({ where, data: { usedAt: now } });
    await tx.claimCode.createMany({
      data: slips.map(({ person_id, code }) => ({
        ...{ schoolId: staff.schoolId, personId: person_id, codeHash: hashCode('claim', code) },
        ...{ createdById: staff.id, createdAt: now, expiresAt },
      })),
    });
    await recordAudit(tx, {
      ...by(staff),
      action: 'claim_codes.issued',
      subjectType: 'school',
      subjectId: staff.schoolId,
      after: { person_ids: ids },
    });
    return sheet;
  });
}

async function findStudents(tx: Tx, staff: ActingPerson, whose: Whose) {
  const mine = { ...ownStudents(staff), isActive: true };
  const select = { id: true, name: true, admissionNumber: true, passwordHash: true } as const;
  const order = { orderBy: [{ name: 'asc' as const }, { id: 'asc' as const }], take: mostAtOnce, select };
  if ('student_ids' in whose) {
    const ids = [...new Set(whose.student_ids)];
    if (!ids.every(isId)) throw unknownReference('student_ids');
    const found = await tx.person.findMany({ where: { AND: [mine, { id: { in: ids } }] }, ...order });
    if (found.length < ids.length) throw unknownReference('student_ids');
    return found;
  }
  if ('class_id' in whose) {
    const where = { id: whose.class_id, schoolId: staff.schoolId };
    if (!isId(whose.class_id) || (await tx.schoolClass.count({ where })) === 0) throw unknownReference('class_id');
    return tx.person.findMany({ where: { AND: [mine, { classId: whose.class_id }] }, ...order });
  }
  const held = staff.role === 'teacher' ? coursesHeld(staff.id) : {};
  const isOwn = { AND: [{ id: whose.course_id, schoolId: staff.schoolId }, held] };
  if (!isId(whose.course_id) || (await tx.course.count({ where: isOwn })) === 0) throw unknownReference('course_id');
  const enrolled = { enrollments: { some: { courseId: whose.course_id } } };
  return tx.person.findMany({ where: { AND: [mine, enrolled] }, ...order });
}
