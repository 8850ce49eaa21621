import type { SignalFull } from '@hadir/contract/signals.ts';
import { attemptFacts, attemptOnWire } from '#features/attempts/show-attempt.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { findNames } from '#features/school/find-names.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { signalFacts, signalOnWire } from './signal-on-wire.ts';

const attemptsShown = 50;

/**
 * One signal with the newest attempts behind it; the view is audited.
 * @throws AppError not_found
 */
export async function viewSignal({ db }: Pick<Context, 'db'>, actor: Actor, id: string): Promise<SignalFull> {
  const { schoolId } = actor;
  return db.$transaction(async (tx) => {
    const row = await tx.fraudSignal.findFirst({ where: { id, schoolId }, select: signalFacts });
    if (!row) throw notFound();
    const attempts = await tx.attendanceAttempt.findMany({
      where: { schoolId, signals: { some: { signalId: id } } },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: attemptsShown,
      select: attemptFacts,
    });
    await recordAudit(tx, { ...by(actor), action: 'signal.viewed', subjectType: 'signal', subjectId: id });
    const names = await findNames(tx, schoolId, [row.decidedById]);
    return {
      ...signalOnWire(row, names),
      attempts: attempts.map(attemptOnWire),
      attempts_total: row._count.attempts,
    };
  });
}
