import type { Tx } from '#db.ts';
import type { Context } from '#http/context.ts';
import { type Duplicate, type FaceMeans, matchDuplicates } from './match-duplicates.ts';
import { getSchoolFaces, type SchoolFace } from './school-faces.ts';

type Found = {
  duplicates: Duplicate<SchoolFace>[];
  /** The person's face as it is enrolled now; null without one, or where it does not open. */
  own: SchoolFace | null;
  /** The school's, of a mark. */
  threshold: number;
};

/**
 * Enrolled faces of other people of the school that this one comes close to; approved twins left out. Until the
 * transaction ends nobody else of the school enrols, so that of two who enrol one face at once the later is found.
 * @param face means of the new shots
 */
export async function findDuplicateFaces(
  context: Context,
  tx: Tx,
  person: { id: string; schoolId: string },
  face: FaceMeans,
): Promise<Found> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`enrol|${person.schoolId}`}, 0))`;
  const { faceThreshold } = await tx.school.findUniqueOrThrow({
    where: { id: person.schoolId },
    select: { faceThreshold: true },
  });
  const pairs = await tx.twinPair.findMany({
    where: { schoolId: person.schoolId, OR: [{ personAId: person.id }, { personBId: person.id }] },
    select: { personAId: true, personBId: true },
  });
  const twins = new Set(pairs.flatMap(({ personAId, personBId }) => [personAId, personBId]));
  const faces = await getSchoolFaces(context, person.schoolId);
  const others = [...faces.values()].filter(({ personId }) => personId !== person.id);
  return {
    duplicates: matchDuplicates(face, others, faceThreshold).filter((found) => !twins.has(found.face.personId)),
    own: [...faces.values()].find(({ personId }) => personId === person.id) ?? null,
    threshold: faceThreshold,
  };
}
