import { ReviewReason } from '@hadir/contract/reasons.ts';
import { overdueAfterHours, ReviewItem } from '@hadir/contract/review.ts';
import { decidePhase } from '#features/sessions/decide-phase.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { overdueBefore } from './review-scope.ts';

export const reviewFacts = {
  id: true,
  method: true,
  status: true,
  state: true,
  reviewReasons: true,
  riskPoints: true,
  markedAt: true,
  capturedAt: true,
  student: { select: { id: true, name: true, photo: { select: { personId: true } } } },
  session: {
    select: {
      id: true,
      title: true,
      startsAt: true,
      endsAt: true,
      isActive: true,
      closedAt: true,
      cancelledAt: true,
      course: { select: { code: true } },
    },
  },
} as const satisfies Prisma.AttendanceRecordSelect;

type ReviewFacts = Prisma.AttendanceRecordGetPayload<{ select: typeof reviewFacts }>;

/** A mark as the lists of a review show it. */
export function reviewOnWire(row: ReviewFacts, now: Date): ReviewItem {
  const { session, student } = row;
  return ReviewItem.parse({
    id: row.id,
    student: { id: student.id, name: student.name, has_photo: student.photo !== null },
    session: {
      id: session.id,
      title: session.title,
      course_code: session.course.code,
      starts_at: session.startsAt.toISOString(),
      ends_at: session.endsAt.toISOString(),
      phase: decidePhase(session, now),
    },
    status: row.status,
    state: row.state,
    method: row.method,
    marked_at: row.markedAt.toISOString(),
    captured_at: row.capturedAt?.toISOString() ?? null,
    // An older mark may name a reason that is none any more.
    review_reasons: row.reviewReasons.filter((reason) => ReviewReason.safeParse(reason).success),
    risk_points: row.riskPoints,
    due_at: new Date(row.markedAt.getTime() + overdueAfterHours * 3_600_000).toISOString(),
    is_overdue: row.state === 'pending' && row.markedAt < overdueBefore(now),
  });
}
