import type { ReviewDetail } from '@hadir/contract/review.ts';
import { AttendanceStatus, RecordState } from '@hadir/contract/sessions.ts';
import { z } from 'zod';
import type { Tx } from '#db.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { faceState } from '#features/people/face-state.ts';
import { readAttemptSettings } from '#features/school/read-attempt-settings.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { findNearestPerson } from './find-nearest-person.ts';
import { findPhone } from './find-phone.ts';
import { faceOf, findAttempt, positionOf, riskOf } from './load-evidence.ts';
import { ownRecords } from './review-scope.ts';
import { reviewFacts, reviewOnWire } from './show-review.ts';

const detailFacts = {
  ...reviewFacts,
  studentId: true,
  attemptId: true,
  templateId: true,
  student: {
    select: {
      ...reviewFacts.student.select,
      admissionNumber: true,
      template: {
        select: { id: true, state: true, createdAt: true, confirmedAt: true, confirmedBy: { select: { name: true } } },
      },
    },
  },
  session: { select: { ...reviewFacts.session.select, place: { select: { name: true } } } },
  revisions: {
    orderBy: [{ changedAt: 'asc' }, { id: 'asc' }],
    select: { changedAt: true, reason: true, after: true, changedBy: { select: { name: true } } },
  },
} as const satisfies Prisma.AttendanceRecordSelect;

type Facts = Prisma.AttendanceRecordGetPayload<{ select: typeof detailFacts }>;

/**
 * One mark with the evidence in words, the claimed person beside what came. Never a picture of the mark, never a
 * distance. Audited.
 * @throws AppError not_found for everybody but the session's staff
 */
export async function viewReview(context: Context, reader: ActingPerson, id: string): Promise<ReviewDetail> {
  return context.db.$transaction(async (tx) => {
    const row = await tx.attendanceRecord.findFirst({
      where: { AND: [ownRecords(reader), { id }] },
      select: detailFacts,
    });
    if (!row) throw notFound();
    const attempt = await findAttempt(tx, reader.schoolId, row.attemptId);
    await recordAudit(tx, {
      ...by(reader),
      action: 'review.viewed',
      subjectType: 'attendance_record',
      subjectId: id,
    });
    return {
      ...reviewOnWire(row, context.now()),
      claimed: claimedBy(row),
      came: {
        phone: await findPhone(tx, reader, row.studentId, attempt),
        position: positionOf(attempt),
        place: row.session.place?.name ?? null,
        face: await faceOf(tx, row, attempt),
        nearest: await findNearestPerson(tx, reader, attempt),
      },
      risk: riskOf(attempt),
      limits: await limitsOf(tx, reader.schoolId, attempt?.settingsVersion ?? null),
      history: row.revisions.map(historyItem),
      attempt_id: reader.role === 'admin' ? row.attemptId : null,
    };
  });
}

function claimedBy({ student, templateId }: Facts): ReviewDetail['claimed'] {
  const { template } = student;
  return {
    admission_number: student.admissionNumber,
    face: faceState(template),
    enrolled_at: template?.createdAt.toISOString() ?? null,
    confirmed_at: template?.confirmedAt?.toISOString() ?? null,
    confirmed_by: template?.confirmedBy?.name ?? null,
    is_enrolled_face: templateId === null ? null : templateId === template?.id,
  };
}

/** The limits of the settings that a mark was judged by; the first version is the defaults and no row. */
async function limitsOf(tx: Tx, schoolId: string, version: number | null): Promise<ReviewDetail['limits']> {
  const revision =
    version === null
      ? null
      : await tx.settingsRevision.findUnique({
          where: { schoolId_version: { schoolId, version } },
          select: { values: true },
        });
  const { flag_at, review_at } = readAttemptSettings(revision?.values ?? {});
  return { flag_at, review_at };
}

const Kept = z.object({ state: RecordState, status: AttendanceStatus });

function historyItem({ changedAt, changedBy, reason, after }: Facts['revisions'][number]) {
  return { at: changedAt.toISOString(), by: changedBy?.name ?? null, reason, ...Kept.parse(after) };
}
