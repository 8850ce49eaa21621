import { recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import type { Client } from '#http/input.ts';

/** Audits that a person came in by password, or went out. */
export async function noteSignIn(
  context: Pick<Context, 'db'>,
  action: 'sign_in.succeeded' | 'sign_in.ended',
  person: { id: string; schoolId: string },
  client: Pick<Client, 'address' | 'userAgent'>,
): Promise<void> {
  await recordAudit(context.db, {
    schoolId: person.schoolId,
    actorId: person.id,
    action,
    subjectType: 'person',
    subjectId: person.id,
    address: client.address,
    userAgent: client.userAgent,
  });
}
