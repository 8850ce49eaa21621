import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { getOwnStudent } from '#features/people/get-own-student.ts';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';

/**
 * Staff let a student present a face again on every phone; failures are counted from none. Twice is the same.
 * @throws AppError not_found for other people's students
 */
export async function allowFaceMethod(context: Context, staff: SignedIn & Actor, studentId: string): Promise<void> {
  await context.db.$transaction(async (tx) => {
    const student = await getOwnStudent(tx, staff, studentId);
    const trials = await tx.faceTrial.findMany({
      where: { personId: student.id },
      select: { bucket: true, failures: true, offAt: true },
    });
    if (trials.every(({ offAt }) => offAt === null)) return;
    await tx.faceTrial.deleteMany({ where: { personId: student.id } });
    await recordAudit(tx, {
      ...by(staff),
      action: 'face_method.allowed',
      subjectType: 'person',
      subjectId: student.id,
      before: {
        trials: trials.map(({ bucket, failures, offAt }) => ({
          bucket,
          failures,
          off_at: offAt?.toISOString() ?? null,
        })),
      },
    });
  });
}
