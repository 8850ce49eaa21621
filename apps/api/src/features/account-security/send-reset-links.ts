import { z } from 'zod';
import type { Tx } from '#db.ts';
import type { Handler } from '#features/outbox/handle-messages.ts';
import type { Context } from '#http/context.ts';
import { linkLastsMs, makeResetLink } from './make-reset-link.ts';
import { writeResetLetter } from './write-reset-letter.ts';

const Asked = z.object({ person_id: z.string(), asked_at: z.iso.datetime() });

/** Whoever fills somebody's mailbox gets no further. */
const mostAnHour = 3;

/** Mails the links that were asked for. What cannot be sent within the hour is asked for anew. */
export function sendResetLinks(context: Context): Handler {
  return async (tx, messages) => {
    for (const { payload, schoolId } of messages) {
      const { person_id: id, asked_at } = Asked.parse(payload);
      const now = context.now().getTime();
      if (now - Date.parse(asked_at) < linkLastsMs) await sendLink(tx, context, { id, schoolId });
    }
  };
}

async function sendLink(tx: Tx, context: Context, person: { id: string; schoolId: string }): Promise<void> {
  const since = new Date(context.now().getTime() - linkLastsMs);
  const whose = { personId: person.id, schoolId: person.schoolId };
  // Until it is sent the e-mail stays what it is: a change of it waits, and ends the link.
  await tx.$queryRaw`
    SELECT FROM people WHERE id = ${person.id}::uuid AND school_id = ${person.schoolId}::uuid FOR KEY SHARE`;
  const found = await tx.person.findFirst({
    where: { id: person.id, schoolId: person.schoolId, isActive: true },
    select: { email: true, language: true },
  });
  if (!found?.email) return;
  const mailed = { ...whose, kind: 'link' as const, createdById: null, createdAt: { gt: since } };
  if ((await tx.passwordReset.count({ where: mailed })) >= mostAnHour) return;
  const { link } = await makeResetLink(tx, context, person, null);
  await context.mail.send({ to: found.email, ...writeResetLetter(found.language, link) });
}
