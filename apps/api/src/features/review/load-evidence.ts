import { CheckResult } from '@hadir/contract/attempts.ts';
import { PositionWords } from '@hadir/contract/review.ts';
import { RiskComponent } from '@hadir/contract/settings.ts';
import { z } from 'zod';
import type { Tx } from '#db.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { decideFaceWords } from './decide-face-words.ts';

const attemptFacts = {
  id: true,
  faceDistance: true,
  checks: true,
  risk: true,
  settingsVersion: true,
  deviceKey: true,
  deviceHash: true,
  createdAt: true,
} as const satisfies Prisma.AttendanceAttemptSelect;

export type AttemptFacts = Prisma.AttendanceAttemptGetPayload<{ select: typeof attemptFacts }>;

/** The attempt that made a record; null for a mark by hand. */
export async function findAttempt(tx: Tx, schoolId: string, id: string | null): Promise<AttemptFacts | null> {
  return id === null ? null : tx.attendanceAttempt.findFirst({ where: { id, schoolId }, select: attemptFacts });
}

/** How an attempt's check was judged, with what it saw; null where it was kept in another form. */
export function detailOf(attempt: AttemptFacts, check: number): CheckResult['detail'] | null {
  const checks = z.array(CheckResult).safeParse(attempt.checks);
  return checks.data?.find((result) => result.check === check)?.detail ?? null;
}

const Risk = z.array(z.object({ component: RiskComponent, points: z.number().int() }));

/** What gave points, without the evidence behind it, which may speak of others. */
export function riskOf(attempt: AttemptFacts | null): z.infer<typeof Risk> {
  return Risk.safeParse(attempt?.risk ?? []).data ?? [];
}

/** Where the phone was, as check 9 saw it. */
export function positionOf(attempt: AttemptFacts | null): PositionWords {
  const zone = attempt && detailOf(attempt, 9)?.zone;
  return PositionWords.safeParse(zone).data ?? 'none';
}

/** Marks to tell what is usual from. */
const looksBack = 20;

/** The face of a mark in words, beside the person's earlier marks with the same enrolled face. */
export async function faceOf(
  tx: Tx,
  record: { id: string; studentId: string; templateId: string | null; method: string },
  attempt: AttemptFacts | null,
) {
  if (record.method !== 'face' || attempt === null) return 'not_shown';
  const threshold = detailOf(attempt, 12)?.threshold;
  const earlier = await tx.$queryRaw<{ distance: number }[]>`
    SELECT attempt.face_distance AS distance FROM attendance_records AS record
    JOIN attendance_attempts AS attempt ON attempt.id = record.attempt_id
    WHERE record.student_id = ${record.studentId}::uuid AND record.template_id = ${record.templateId}::uuid
      AND record.state = 'confirmed' AND record.id <> ${record.id}::uuid AND attempt.face_distance IS NOT NULL
    ORDER BY record.marked_at DESC LIMIT ${looksBack}`;
  return decideFaceWords(
    attempt.faceDistance,
    typeof threshold === 'number' ? threshold : Number.NaN,
    earlier.map(({ distance }) => distance),
  );
}
