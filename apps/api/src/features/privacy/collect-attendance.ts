import type { PersonExport } from '@hadir/contract/person-export.ts';
import { z } from 'zod';
import type { Tx } from '#db.ts';

/** What a revision keeps of the record; other versions may have kept other things. */
const Kept = z.object({ status: z.string().nullable().catch(null) }).catch({ status: null });

type Attendance = Pick<PersonExport, 'attendance' | 'attempts'>;

/** Records of a person with what staff changed in them, and every attempt. No measure of the face: see `left_out`. */
export async function collectAttendance(tx: Tx, id: string): Promise<Attendance> {
  const records = await tx.attendanceRecord.findMany({
    where: { studentId: id },
    orderBy: { markedAt: 'asc' },
    include: {
      session: { select: { title: true, startsAt: true, course: { select: { code: true } } } },
      revisions: { orderBy: { changedAt: 'asc' } },
    },
  });
  const attempts = await tx.attendanceAttempt.findMany({
    where: { studentId: id },
    orderBy: { createdAt: 'asc' },
    include: { session: { select: { title: true } } },
  });
  return {
    attendance: records.map((row) => ({
      course: row.session.course.code,
      session: row.session.title,
      starts_at: row.session.startsAt.toISOString(),
      status: row.status,
      state: row.state,
      method: row.method,
      marked_at: row.markedAt.toISOString(),
      made_without_network_at: row.capturedAt?.toISOString() ?? null,
      decided_at: row.decidedAt?.toISOString() ?? null,
      decision_reason: row.decisionReason,
      changes: row.revisions.map((revision) => ({
        at: revision.changedAt.toISOString(),
        status_before: Kept.parse(revision.before).status,
        status_after: Kept.parse(revision.after).status,
        reason: revision.reason,
      })),
    })),
    attempts: attempts.map((row) => ({
      at: row.createdAt.toISOString(),
      session: row.session?.title ?? null,
      method: row.method,
      accepted: row.success,
      code: row.code,
      latitude: row.latitude,
      longitude: row.longitude,
      accuracy_m: row.accuracyM,
      address: row.address,
      user_agent: row.userAgent,
      device_hash: row.deviceHash,
      client: row.client,
    })),
  };
}
