import type { decideLookAlike as endpoint, LookAlike } from '@hadir/contract/look-alikes.ts';
import type { z } from 'zod';
import type { Tx } from '#db.ts';
import { askAgain } from '#features/attendance/ask-again.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { eraseDeletedTemplates } from '#features/enrolment/erase-deleted-templates.ts';
import { lockPerson } from '#features/enrolment/lock-person.ts';
import { forgetFaces } from '#features/enrolment/roster-faces.ts';
import { findNames } from '#features/school/find-names.ts';
import type { Context } from '#http/context.ts';
import { AppError, notFound } from '#http/errors.ts';
import { decideLikeness } from './decide-likeness.ts';
import { keepTwinPair } from './keep-twin-pair.ts';
import { lookAlikeFields, toLookAlike } from './look-alike-reply.ts';

type Given = z.output<(typeof endpoint)['body']>;

/**
 * An admin says whose the two faces are. The later one goes on once nothing about it is open any more; a face that is
 * somebody else's is deleted, and the marks it made go back to a person.
 * @throws AppError not_found, already_decided, not_possible_now when the face in question is gone
 */
export async function decideLookAlike(
  context: Context,
  admin: Actor,
  id: string,
  given: Given,
): Promise<z.input<typeof LookAlike>> {
  const now = context.now();
  const { reply, rejectedId } = await context.db.$transaction(async (tx) => {
    const found = await tx.duplicateFace.findFirst({
      where: { id, schoolId: admin.schoolId },
      select: { personId: true, otherPersonId: true },
    });
    if (!found) throw notFound();
    const { personId, otherPersonId } = found;
    for (const one of [personId, otherPersonId].toSorted()) await lockPerson(tx, one);
    const { templateId, otherTemplateId } = await decide(tx, admin, id, given, now);
    if (given.verdict === 'twins') {
      await keepTwinPair(tx, admin, { ids: [personId, otherPersonId], reason: given.reason, now });
    }
    const rejected =
      given.rejected === 'person' ? { personId, templateId } : { personId: otherPersonId, templateId: otherTemplateId };
    if (given.verdict === 'same_person') await reject(tx, admin, rejected, given.reason, now);
    const open = await tx.duplicateFace.count({ where: { templateId, decidedAt: null } });
    if (open === 0) await tx.faceTemplate.updateMany({ where: { id: templateId }, data: { hold: null } });
    const row = await tx.duplicateFace.findUniqueOrThrow({ where: { id }, select: lookAlikeFields });
    return {
      reply: toLookAlike(row, await findNames(tx, admin.schoolId, [row.decidedById])),
      rejectedId: given.verdict === 'same_person' ? rejected.personId : null,
    };
  });
  if (rejectedId !== null) {
    forgetFaces(context.db, rejectedId);
    await eraseDeletedTemplates(context);
  }
  return reply;
}

type Compared = { templateId: string; otherTemplateId: string | null };

/** @returns the template that was held, and the one it was compared with */
async function decide(tx: Tx, admin: Actor, id: string, given: Given, now: Date): Promise<Compared> {
  const { verdict, reason } = given;
  const { templateId, ...row } = await tx.duplicateFace.findUniqueOrThrow({ where: { id } });
  if (row.decidedAt !== null) throw new AppError('already_decided', 'Somebody has decided this already.');
  if (templateId === null) throw new AppError('not_possible_now', 'This face was withdrawn or replaced meanwhile.');
  await tx.duplicateFace.update({ where: { id }, data: { verdict, reason, decidedAt: now, decidedById: admin.id } });
  await recordAudit(tx, {
    ...by(admin),
    action: 'look_alike.decided',
    subjectType: 'person',
    subjectId: row.personId,
    before: { template_id: templateId, likeness: decideLikeness(row.distance) },
    after: {
      ...{ look_alike_id: id, other_person_id: row.otherPersonId, verdict },
      ...(verdict === 'same_person' && { rejected: given.rejected }),
    },
    reason,
  });
  return { templateId, otherTemplateId: row.otherTemplateId };
}

/** A face that came in its place since was compared with nothing. */
async function reject(
  tx: Tx,
  admin: Actor,
  { personId, templateId }: { personId: string; templateId: string | null },
  reason: string,
  now: Date,
): Promise<void> {
  const template = await tx.faceTemplate.findFirst({
    where: { personId, schoolId: admin.schoolId },
    select: { id: true, state: true },
  });
  if (template?.id !== templateId) {
    throw new AppError('not_possible_now', 'This face was withdrawn or replaced meanwhile.');
  }
  await tx.faceTemplate.delete({ where: { id: template.id } });
  await askAgain(tx, admin, { templateId: template.id, reason }, now);
  await tx.person.update({ where: { id: personId }, data: { faceRejectedAt: now } });
  await recordAudit(tx, {
    ...by(admin),
    action: 'face_template.rejected',
    subjectType: 'person',
    subjectId: personId,
    before: { template_id: template.id, state: template.state },
    reason,
  });
}
