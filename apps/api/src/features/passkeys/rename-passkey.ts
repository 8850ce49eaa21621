import type { Passkey } from '@hadir/contract/passkeys.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import { showPasskey } from './show-passkey.ts';

/** @throws AppError not_found */
export async function renamePasskey(context: Context, owner: Actor, id: string, label: string): Promise<Passkey> {
  return context.db.$transaction(async (tx) => {
    const before = await tx.passkey.findFirst({
      where: { id, schoolId: owner.schoolId, personId: owner.id },
      select: { label: true },
    });
    if (!before) throw notFound();
    const after = await tx.passkey.update({ where: { id }, data: { label } });
    if (before.label !== label) {
      await recordAudit(tx, {
        ...by(owner),
        action: 'passkey.renamed',
        subjectType: 'passkey',
        subjectId: id,
        before,
        after: { label },
      });
    }
    return showPasskey(after);
  });
}
