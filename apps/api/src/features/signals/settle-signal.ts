import type { Signal } from '@hadir/contract/signals.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { findNames } from '#features/school/find-names.ts';
import type { Context } from '#http/context.ts';
import { AppError, notFound } from '#http/errors.ts';
import { signalFacts, signalOnWire } from './signal-on-wire.ts';

const stateOf = { dismiss: 'dismissed', confirm: 'confirmed', reopen: 'open' } as const;

/**
 * An admin says what a signal was, with a reason; who thinks again says so by another decision.
 * @throws AppError not_found; already_decided when it stands so already
 */
export async function settleSignal(
  { db, now }: Pick<Context, 'db' | 'now'>,
  actor: Actor,
  id: string,
  given: { decision: keyof typeof stateOf; reason: string },
): Promise<Signal> {
  const { schoolId } = actor;
  const state = stateOf[given.decision];
  const decided = { state, decidedAt: now(), decidedById: actor.id, decisionReason: given.reason };
  return db.$transaction(async (tx) => {
    const before = await tx.fraudSignal.findFirst({ where: { id, schoolId }, select: signalFacts });
    if (!before) throw notFound();
    const { count } = await tx.fraudSignal.updateMany({ where: { id, schoolId, NOT: { state } }, data: decided });
    if (count === 0) throw new AppError('already_decided', 'Somebody has decided this already.');
    await recordAudit(tx, {
      ...by(actor),
      action: `signal.${state === 'open' ? 'reopened' : state}`,
      subjectType: 'signal',
      subjectId: id,
      before: { state: before.state, reason: before.decisionReason },
      after: { state, kind: before.kind },
      reason: given.reason,
    });
    const after = { ...before, ...decided };
    return signalOnWire(after, await findNames(tx, schoolId, [after.decidedById]));
  });
}
