import type { Tx } from '#db.ts';
import type { FaceHold, TemplateState } from '#generated/prisma/enums.ts';
import { AppError, notFound } from '#http/errors.ts';
import { lockPerson } from './lock-person.ts';

/**
 * The student's enrolled face, kept from being replaced until the transaction ends.
 * @param expected the face that the caller has looked at; undefined takes any
 * @throws AppError not_found without a face, not_possible_now when it is another one than expected
 */
export async function lockTemplate(
  tx: Tx,
  studentId: string,
  expected: string | undefined,
): Promise<{ id: string; state: TemplateState; hold: FaceHold | null }> {
  await lockPerson(tx, studentId);
  const template = await tx.faceTemplate.findUnique({
    where: { personId: studentId },
    select: { id: true, state: true, hold: true },
  });
  if (expected !== undefined && expected !== template?.id) {
    throw new AppError('not_possible_now', 'This face was replaced or deleted in the meantime. Look again.');
  }
  if (!template) throw notFound();
  return template;
}
