import type { decideLookAlike as endpoint, LookAlike } from '@hadir/contract/look-alikes.ts';
import type { z } from 'zod';
import type { Tx } from '#db.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { eraseDeletedTemplates } from '#features/enrolment/erase-deleted-templates.ts';
import { lockPerson } from '#features/enrolment/lock-person.ts';
import { forgetFaces } from '#features/enrolment/roster-faces.ts';
import type { Context } from '#http/context.ts';
import { AppError, notFound } from '#http/errors.ts';
import { keepTwinPair } from './keep-twin-pair.ts';
import { namesOf } from './list-look-alikes.ts';
import { lookAlikeFields, toLookAlike } from './look-alike-reply.ts';

type Given = z.output<(typeof endpoint)['body']>;

/**
 * An admin says whose the two faces are. The later one goes on once nothing about it is open any more; a face that is
 * somebody else's is deleted.
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
    const templateId = await decide(tx, admin, id, given, now);
    if (given.verdict === 'twins') {
      await keepTwinPair(tx, admin, { ids: [personId, otherPersonId], reason: given.reason, now });
    }
    const rejected = given.rejected === 'person' ? personId : otherPersonId;
    if (given.verdict === 'same_person') await reject(tx, admin, rejected, given.reason, now);
    const open = await tx.duplicateFace.count({ where: { templateId, decidedAt: null } });
    if (open === 0) await tx.faceTemplate.updateMany({ where: { id: templateId }, data: { hold: null } });
    const row = await tx.duplicateFace.findUniqueOrThrow({ where: { id }, select: lookAlikeFields });
    return {
      reply: toLookAlike(row, await namesOf(tx, admin.schoolId, [row])),
      rejectedId: given.verdict === 'same_person' ? rejected : null,
    };
  });
  if (rejectedId !== null) {
    forgetFaces(context.db, rejectedId);
    await eraseDeletedTemplates(context);
  }
  return reply;
}

/** @returns the template that was held */
async function decide(tx: Tx, admin: Actor, id: string, given: Given, now: Date): Promise<string> {
  const { verdict, reason } = given;
  const row = await tx.duplicateFace.findUniqueOrThrow({ where: { id } });
  if (row.decidedAt !== null) throw new AppError('already_decided', 'Somebody has decided this already.');
  if (row.templateId === null) throw new AppError('not_possible_now', 'This face was withdrawn or replaced meanwhile.');
  await tx.duplicateFace.update({ where: { id }, data: { verdict, reason, decidedAt: now, decidedById: admin.id } });
  await recordAudit(tx, {
    ...by(admin),
    action: 'look_alike.decided',
    subjectType: 'person',
    subjectId: row.personId,
    before: { template_id: row.templateId, distance: row.distance, radius: row.radius },
    after: {
      ...{ look_alike_id: id, other_person_id: row.otherPersonId, verdict },
      ...(verdict === 'same_person' && { rejected: given.rejected }),
    },
    reason,
  });
  return row.templateId;
}

async function reject(tx: Tx, admin: Actor, personId: string, reason: string, now: Date): Promise<void> {
  const template = await tx.faceTemplate.findFirst({
    where: { personId, schoolId: admin.schoolId },
    select: { id: true, state: true },
  });
  if (!template) throw new AppError('not_possible_now', 'This face was withdrawn meanwhile.');
  await tx.faceTemplate.delete({ where: { id: template.id } });
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
