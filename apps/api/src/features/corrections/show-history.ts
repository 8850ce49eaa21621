import type { getRecordHistory as endpoint, RecordChangeShown } from '@hadir/contract/corrections.ts';
import { AttendanceMethod, AttendanceStatus, RecordState } from '@hadir/contract/sessions.ts';
import { z } from 'zod';
import type { Tx } from '#db.ts';
import { findNames } from '#features/school/find-names.ts';
import { notFound } from '#http/errors.ts';

type History = z.input<(typeof endpoint)['reply']>;
type Reader = 'staff' | 'student';

const Kept = z.object({
  status: AttendanceStatus,
  state: RecordState,
  method: AttendanceMethod,
  marked_at: z.string(),
});

/**
 * Every change of a record, oldest first. A student is not told that a mark was flagged, nor what staff wrote when they
 * asked again: that may be about somebody else.
 * @throws AppError not_found where there is no record
 */
export async function showHistory(
  tx: Tx,
  schoolId: string,
  at: { sessionId: string; studentId: string },
  reader: Reader,
): Promise<History> {
  const record = await tx.attendanceRecord.findFirst({
    where: { ...at, schoolId },
    include: {
      revisions: {
        orderBy: [{ changedAt: 'asc' }, { id: 'asc' }],
        include: { proposal: { select: { proposedById: true } } },
      },
    },
  });
  if (!record) throw notFound();
  const { revisions } = record;
  const people = revisions.flatMap((one) => [one.changedById, one.proposal?.proposedById ?? null]);
  const names = await findNames(tx, schoolId, people);
  const first = revisions[0];
  const origin = Kept.safeParse(first ? first.before : { ...record, marked_at: record.markedAt.toISOString() });
  return {
    marked:
      origin.success && origin.data.method !== 'manual'
        ? { at: origin.data.marked_at, method: origin.data.method }
        : null,
    items: revisions.map((one): RecordChangeShown => {
      const after = shown(one.after, reader);
      const isAskedAgain = after.state === 'pending';
      const isProposed = one.proposal !== null;
      return {
        id: one.id,
        at: one.changedAt.toISOString(),
        by: names.get(one.changedById) ?? null,
        before: one.before === null ? null : shown(one.before, reader),
        after,
        reason: reader === 'student' && isAskedAgain ? null : one.reason,
        proposed_by: isProposed ? (names.get(one.proposal?.proposedById ?? null) ?? null) : null,
        was_asked: one.requestId !== null,
      };
    }),
  };
}

function shown(kept: unknown, reader: Reader): RecordChangeShown['after'] {
  const { status, state, method } = Kept.parse(kept);
  return { status, method, state: reader === 'student' && state === 'flagged' ? 'confirmed' : state };
}
