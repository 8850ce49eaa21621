import { recordAudit } from '#features/audit/record-audit.ts';
import { putMessage } from '#features/outbox/put-message.ts';
import type { Context } from '#http/context.ts';
import type { Client } from '#http/input.ts';
import { siteOf } from '#http/site-of.ts';

/**
 * Keeps a wrong password for an account of ours, for the audit and for the signals. Not awaited by the sign-in, whose
 * time would tell that the account exists.
 */
export async function noteFailedSignIn(
  { db }: Pick<Context, 'db'>,
  person: { id: string; schoolId: string },
  client: Pick<Client, 'address' | 'userAgent'>,
): Promise<void> {
  const { id: personId, schoolId } = person;
  await db.$transaction(async (tx) => {
    await recordAudit(tx, {
      schoolId,
      actorId: null,
      action: 'sign_in.failed',
      subjectType: 'person',
      subjectId: personId,
      address: client.address,
      userAgent: client.userAgent,
    });
    const from = { address: client.address, site: siteOf(client.address) };
    const { id } = await tx.failedSignIn.create({ data: { schoolId, personId, ...from } });
    await putMessage(tx, { schoolId, topic: 'sign_in.failed', payload: { failed_sign_in_id: id } });
  });
}
