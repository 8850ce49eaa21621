import type { Tx } from '#db.ts';
import type { Actor } from '#features/audit/record-audit.ts';
import { keepRevision } from './keep-revision.ts';
import { recordFacts } from './record-revision.ts';

/**
 * Marks that were made with a face which turned out to be somebody else's go back to a person, also those that staff
 * have confirmed. What was taken back or is excused stays.
 */
export async function askAgain(
  tx: Tx,
  staff: Actor,
  { templateId, reason }: { templateId: string; reason: string },
  now: Date,
): Promise<void> {
  const { schoolId } = staff;
  const locked = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM attendance_records
    WHERE school_id = ${schoolId}::uuid AND template_id = ${templateId}::uuid AND method = 'face'
      AND state IN ('confirmed', 'flagged', 'pending') AND status IN ('present', 'late')
    ORDER BY id FOR UPDATE`;
  for (const { id } of locked) {
    const before = await tx.attendanceRecord.findUniqueOrThrow({ where: { id }, select: recordFacts });
    const reviewReasons = [...before.reviewReasons.filter((one) => one !== 'held_face'), 'held_face'];
    const after = await tx.attendanceRecord.update({
      where: { id },
      data: { state: 'pending', reviewReasons, decidedAt: null, decidedById: null, decisionReason: null },
      select: recordFacts,
    });
    await keepRevision(tx, staff, { action: 'attendance.asked_again', before, after, reason }, now);
  }
}
