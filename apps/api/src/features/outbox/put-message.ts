import type { Tx } from '#db.ts';
import type { Prisma } from '#generated/prisma/client.ts';

/** Something that has to happen because of a change; `payload` names rows and holds no personal data. */
type MessageToPut = { schoolId: string; topic: string; payload: Prisma.InputJsonObject };

/** Writes a message in the transaction of the change itself, so that there is neither one without the other. */
export async function putMessage(tx: Tx, message: MessageToPut): Promise<void> {
  await tx.outboxMessage.create({ data: message });
}
