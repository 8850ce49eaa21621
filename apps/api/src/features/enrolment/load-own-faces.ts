import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { type FaceModelCard, faceModelCard } from './face-model-card.ts';
import type { FacesToCompare, KnownToModel } from './faces-to-compare.ts';
import { openFaces } from './open-faces.ts';
import { openProbes } from './open-probes.ts';
import { rivalsOf } from './rivals-of.ts';
import { getCourseFaces } from './roster-faces.ts';
import { secondFaceModelCard } from './second-face-model-card.ts';
import { createKeyOpener } from './template-key.ts';

type Template = { id: string; wrappedKey: Uint8Array; keyVersion: number };

/**
 * What a person's face is compared with: the own one, beside each course the person is in.
 * @returns them and the key that seals what is kept of the person; null when the own face does not open
 */
export async function loadOwnFaces(
  context: Context,
  person: { id: string; schoolId: string },
  template: Template,
): Promise<{ faces: FacesToCompare[]; dataKey: Buffer } | null> {
  const own = Prisma.sql`template.id = ${template.id}::uuid`;
  const [face] = (await openFaces(context, person.schoolId, own)).faces;
  const holder = { schoolId: person.schoolId, personId: person.id, templateId: template.id };
  const dataKey = createKeyOpener(context)({ ...holder, ...template });
  if (!face || dataKey === null) return null;
  const probes = await context.db.faceProbe.findMany({
    where: { personId: person.id, templateId: template.id },
    select: { model: true, sealed: true },
  });
  const knownTo = (own: KnownToModel['own'], card: FaceModelCard): KnownToModel => {
    const sealed = probes.filter(({ model }) => model === card.id).map((probe) => probe.sealed);
    const earlier = openProbes(context, person, dataKey, sealed, card);
    return { own, othersCentre: null, confirmedOthers: 0, earlier };
  };
  const first = knownTo(face, faceModelCard);
  const second = face.second && knownTo(face.second, secondFaceModelCard);
  const alone: FacesToCompare = { first, second, others: [], unconfirmedOthers: [], twins: [] };
  const courses = await context.db.course.findMany({
    where: { schoolId: person.schoolId, archivedAt: null, enrollments: { some: { studentId: person.id } } },
    select: { id: true, schoolId: true, facesVersion: true },
  });
  if (courses.length === 0) return { faces: [alone], dataKey };
  const [twinIds, rosters] = await Promise.all([
    listTwinIds(context, person),
    Promise.all(courses.map((course) => getCourseFaces(context, course))),
  ]);
  const beside = rosters.map((roster) => {
    const { crowd, secondCrowd, ...rivals } = rivalsOf(person.id, roster, twinIds);
    return { ...rivals, first: { ...first, ...crowd }, second: second && { ...second, ...secondCrowd } };
  });
  return { faces: beside, dataKey };
}

async function listTwinIds({ db }: Context, person: { id: string; schoolId: string }): Promise<string[]> {
  const pairs = await db.twinPair.findMany({
    where: { schoolId: person.schoolId, OR: [{ personAId: person.id }, { personBId: person.id }] },
    select: { personAId: true, personBId: true },
  });
  return pairs.map(({ personAId, personBId }) => (personAId === person.id ? personBId : personAId));
}
