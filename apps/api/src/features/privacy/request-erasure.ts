import type { OwnErasureRequest } from '@hadir/contract/privacy.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { isTaken } from '#http/taken.ts';
import { showErasureRequest } from './show-erasure-request.ts';

/**
 * A person asks to be erased; an admin decides.
 * @throws AppError already_exists while an earlier request is open
 */
export async function requestErasure(context: Context, person: Actor, reason: string): Promise<OwnErasureRequest> {
  try {
    return await context.db.$transaction(async (tx) => {
      const row = await tx.erasureRequest.create({
        data: { schoolId: person.schoolId, personId: person.id, reason, createdAt: context.now() },
      });
      await recordAudit(tx, {
        ...by(person),
        action: 'erasure.requested',
        subjectType: 'person',
        subjectId: person.id,
        after: { request_id: row.id },
      });
      return showErasureRequest(row);
    });
  } catch (error) {
    // One open request a person, by a unique key of the table.
    throw isTaken(error) ? new AppError('already_exists', 'You have asked for it already.') : error;
  }
}
