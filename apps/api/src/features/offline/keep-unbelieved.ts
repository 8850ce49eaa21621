import { checkOrder, failed, notRun } from '#features/attendance/judged-check.ts';
import { type AttemptToKeep, keepAttempt } from '#features/attendance/keep-attempt.ts';
import { loadFacts } from '#features/attendance/load-facts.ts';
import { readMark } from '#features/attendance/read-mark.ts';
import { oneAtATime } from '#features/enrolment/one-at-a-time.ts';
import type { Context } from '#http/context.ts';
import type { Client } from '#http/input.ts';
import type { Signer } from './find-signer.ts';

/** Of one phone within an hour; anybody can send these, and more would bury what the log says of the student. */
const unsignedAtMost = 10;

/**
 * Keeps what came under a key without its signature, or with it from somebody whose account is off. Anybody can send the
 * one, and nobody speaks for the other, so it is the student's in the log alone: no position, move, phone or class
 * session of it counts against them.
 */
export async function keepUnbelieved(
  context: Context,
  signer: Signer,
  client: Client,
  body: Record<string, unknown>,
): Promise<void> {
  if (signer.isSigned) return keep(context, signer, client, body, 'account_off');
  if (!signer.isActive) return;
  // One after another, so that many at one moment are counted too.
  await oneAtATime(`unsigned|${signer.key.id}`, async () => {
    const { person, key } = signer;
    const createdAt = { gt: new Date(context.now().getTime() - 3_600_000) };
    const where = { schoolId: person.schoolId, studentId: person.id, deviceKey: key.id, sessionId: null, createdAt };
    if ((await context.db.attendanceAttempt.count({ where })) >= unsignedAtMost) return;
    await keep(context, signer, client, body, 'signature');
  });
}

async function keep(
  context: Context,
  { person }: Signer,
  client: Client,
  body: Record<string, unknown>,
  why: 'signature' | 'account_off',
): Promise<void> {
  const now = context.now();
  const claim = { ...readMark(body), deviceHash: null, positionSeries: null, livenessSeries: null };
  const nowhere = { ...claim, sessionId: null, challengeId: null };
  const facts = await loadFacts(context.db, person, nowhere, null, now);
  const refusal = { reason: 'Device not recognised', code: 'device_not_recognised' } as const;
  const decision: AttemptToKeep['decision'] = {
    ...{ state: 'confirmed', reviews: [], points: 0, risk: [], trial: null, face: null, mayConsume: false },
    checks: checkOrder.map((check) =>
      check === 8 ? failed(8, refusal, { why }) : notRun(check, why === 'signature' ? 'unsigned' : why),
    ),
    position: { kind: 'absent' },
    refusal,
  };
  const rest = { roomCode: { kind: 'none' }, sealedProbes: null, status: 'present', capturedAt: null } as const;
  await keepAttempt(context.db, { ...{ person, client, claim: nowhere, facts, decision, now }, ...rest });
}
