import type { ReviewDetail } from '@hadir/contract/review.ts';
import type { Tx } from '#db.ts';
import { ownStudents } from '#features/people/own-students.ts';
import { isId } from '#http/id.ts';
import type { SignedIn } from '#http/sign-in.ts';
import type { AttemptFacts } from './load-evidence.ts';

const youngMs = 24 * 3_600_000;
const othersMs = 30 * 24 * 3_600_000;
const namesShown = 5;

type Phone = ReviewDetail['came']['phone'];

/**
 * The phone of a mark: whether it was known as the student's by then, and who else has marked with it lately. A
 * teacher reads the names of students they teach; of others they learn how many.
 */
export async function findPhone(
  tx: Tx,
  reader: SignedIn,
  studentId: string,
  attempt: AttemptFacts | null,
): Promise<Phone> {
  const key = isId(attempt?.deviceKey)
    ? await tx.deviceKey.findFirst({
        where: { id: attempt.deviceKey, personId: studentId },
        select: { label: true, createdAt: true, confirmedAt: true },
      })
    : null;
  const others = attempt?.deviceHash ? await findOthers(tx, reader, studentId, attempt, attempt.deviceHash) : [];
  return {
    kind: key === null || attempt === null ? 'none' : isKnown(key, attempt.createdAt) ? 'known' : 'new',
    label: key?.label ?? null,
    registered_at: key?.createdAt.toISOString() ?? null,
    others: others.flatMap(({ name, isShown }) => (isShown ? [name] : [])).slice(0, namesShown),
    others_count: others.length,
  };
}

function isKnown(key: { createdAt: Date; confirmedAt: Date | null }, at: Date): boolean {
  const isVouched = key.confirmedAt !== null && key.confirmedAt <= at;
  return isVouched || at.getTime() - key.createdAt.getTime() >= youngMs;
}

async function findOthers(
  tx: Tx,
  reader: SignedIn,
  studentId: string,
  attempt: AttemptFacts,
  deviceHash: string,
): Promise<{ name: string; isShown: boolean }[]> {
  const attempts = await tx.attendanceAttempt.findMany({
    where: {
      schoolId: reader.schoolId,
      deviceHash,
      success: true,
      createdAt: { gt: new Date(attempt.createdAt.getTime() - othersMs) },
      studentId: { not: studentId },
    },
    distinct: ['studentId'],
    orderBy: { createdAt: 'desc' },
    take: 200,
    select: { studentId: true, studentName: true },
  });
  const ids = attempts.flatMap((row) => row.studentId ?? []);
  const taught = await tx.person.findMany({
    where: { ...ownStudents(reader), id: { in: ids } },
    select: { id: true },
  });
  const isTaught = (id: string | null) => reader.role === 'admin' || taught.some((person) => person.id === id);
  return attempts.map((row) => ({ name: row.studentName, isShown: isTaught(row.studentId) }));
}
