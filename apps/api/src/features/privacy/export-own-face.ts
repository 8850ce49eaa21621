import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { faceRules } from '#features/enrolment/face-rules.ts';
import { openFaces } from '#features/enrolment/open-faces.ts';
import { confirmPassword } from '#features/sign-in/confirm-password.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';

/** Shots of each recogniser, each a row of its numbers. */
type FaceNumbers = { models: { model: string; shots: number[][] }[] };

/**
 * The numbers of the own enrolled face: the person's own data, handed to nobody else.
 * @throws AppError password_wrong, face_not_registered where there is none that opens
 */
export async function exportOwnFace(context: Context, person: ActingPerson, password: string): Promise<FaceNumbers> {
  await confirmPassword(context, person, password);
  const { faces } = await openFaces(context, person.schoolId, Prisma.sql`template.person_id = ${person.id}::uuid`);
  const [face] = faces;
  if (!face) throw new AppError('face_not_registered', 'There is no face of yours.');
  await recordAudit(context.db, {
    ...by(person),
    action: 'face_numbers.exported',
    subjectType: 'person',
    subjectId: person.id,
  });
  const first = { model: faceRules.first.id, shots: face.shots.map((shot) => [...shot]) };
  const second = face.second && { model: faceRules.second.id, shots: face.second.shots.map((shot) => [...shot]) };
  return { models: second ? [first, second] : [first] };
}
