import { checkOrder, failed, notRun } from '#features/attendance/judged-check.ts';
import { type AttemptToKeep, keepAttempt } from '#features/attendance/keep-attempt.ts';
import { loadFacts } from '#features/attendance/load-facts.ts';
import { readMark } from '#features/attendance/read-mark.ts';
import type { Context } from '#http/context.ts';
import type { Client } from '#http/input.ts';
import type { Signer } from './find-signer.ts';

/**
 * Keeps what somebody sent under a key without its signature. Anybody can, so it is the student's in the log alone: no
 * position, move, phone or class session of it counts against them.
 */
export async function keepUnsigned(
  context: Context,
  { person }: Signer,
  client: Client,
  body: Record<string, unknown>,
): Promise<void> {
  const now = context.now();
  const claim = { ...readMark(body), deviceHash: null, positionSeries: null, livenessSeries: null };
  const nowhere = { ...claim, sessionId: null, challengeId: null };
  const facts = await loadFacts(context.db, person, nowhere, null, now);
  const refusal = { reason: 'Device not recognised', code: 'device_not_recognised' } as const;
  const decision: AttemptToKeep['decision'] = {
    ...{ state: 'confirmed', reviews: [], points: 0, risk: [], trial: null, face: null, mayConsume: false },
    checks: checkOrder.map((check) =>
      check === 8 ? failed(8, refusal, { why: 'signature' }) : notRun(check, 'unsigned'),
    ),
    position: { kind: 'absent' },
    refusal,
  };
  const rest = { roomCode: { kind: 'none' }, sealedProbes: null, capturedAt: null } as const;
  await keepAttempt(context.db, { ...{ person, client, claim: nowhere, facts, decision, now }, ...rest });
}
