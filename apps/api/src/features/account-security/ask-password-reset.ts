import { recordAudit } from '#features/audit/record-audit.ts';
import { putMessage } from '#features/outbox/put-message.ts';
import { findPerson } from '#features/sign-in/find-person.ts';
import type { Context } from '#http/context.ts';
import type { Client } from '#http/input.ts';

/**
 * Has a link mailed to whoever owns the e-mail. Nobody waits for it, so that the answer and its time are the same for
 * every e-mail; the link itself is made when it is sent, and lies nowhere before.
 */
export function askPasswordReset(context: Context, email: string, client: Pick<Client, 'address' | 'userAgent'>): void {
  ask(context, email, client).catch((err: unknown) => context.log.error({ err }, 'a password reset was not noted'));
}

async function ask(context: Context, email: string, client: Pick<Client, 'address' | 'userAgent'>): Promise<void> {
  const person = await findPerson(context, { email });
  if (!person?.isOpen) return;
  const { id, schoolId } = person;
  await context.db.$transaction(async (tx) => {
    const payload = { person_id: id, asked_at: context.now().toISOString() };
    await putMessage(tx, { schoolId, topic: 'password_reset.asked', payload });
    await recordAudit(tx, {
      schoolId,
      actorId: null,
      action: 'password_reset.asked',
      subjectType: 'person',
      subjectId: id,
      address: client.address,
      userAgent: client.userAgent,
    });
  });
}
