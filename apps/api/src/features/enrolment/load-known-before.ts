import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import type { KnownBefore, ModelShots } from './decide-shots.ts';
import type { Vector } from './descriptor.ts';
import { type FaceModelCard, meanFace } from './face-model-card.ts';
import { faceRules } from './face-rules.ts';
import { openFaces } from './open-faces.ts';
import { openProbes } from './open-probes.ts';
import { type CourseFaces, centreWithout, getCourseFaces } from './roster-faces.ts';
import { getSchoolFaces, type SchoolFace } from './school-faces.ts';
import { createKeyOpener } from './template-key.ts';

type Person = { id: string; schoolId: string };

/** By recogniser. */
type KnownBeforeByModel = { first: KnownBefore; second: KnownBefore };

/** What a person's new shots are held against: the crowds they belong to, and what was seen of them before. */
export async function loadKnownBefore(context: Context, person: Person): Promise<KnownBeforeByModel> {
  const seen = await loadSeen(context, person);
  const courses = await context.db.course.findMany({
    where: { schoolId: person.schoolId, enrollments: { some: { studentId: person.id } } },
    select: { id: true, schoolId: true, facesVersion: true },
  });
  const rosters: CourseFaces[] = [];
  for (const course of courses) rosters.push(await getCourseFaces(context, course));
  const school = await getSchoolFaces(context, person.schoolId);
  const confirmed = [...school.values()].filter((face) => face.isConfirmed && face.personId !== person.id);
  const { first, second } = faceRules;
  return {
    first: { centres: listCentres(rosters, confirmed, person.id, first, ({ mean }) => mean), seen: seen.first },
    second: {
      centres: listCentres(rosters, confirmed, person.id, second, ({ secondMean }) => secondMean),
      seen: seen.second,
    },
  };
}

/** Centres of the person's courses and of the school; the reference centre too where a course, or there, is small. */
function listCentres(
  rosters: readonly CourseFaces[],
  school: readonly SchoolFace[],
  personId: string,
  card: FaceModelCard,
  meanBy: (face: Pick<SchoolFace, 'mean' | 'secondMean'>) => Vector | null,
): Vector[] {
  const enough = card.minRosterForOwnCentre;
  const isSmall = rosters.some(
    ({ faces }) =>
      [...faces].filter(([id, face]) => id !== personId && face.isConfirmed && meanBy(face) !== null).length < enough,
  );
  const means = school.map(meanBy).filter((mean) => mean !== null);
  return [
    ...rosters.map((roster) => centreWithout(roster, personId, card)),
    isSmall || rosters.length === 0 ? card.referenceCentre : null,
    means.length >= enough ? meanFace(means, card) : null,
  ].filter((centre) => centre !== null);
}

/** Shots of the face that is enrolled now, and kept probes of marks with it, by recogniser. */
async function loadSeen(context: Context, person: Person): Promise<{ first: Vector[]; second: Vector[] }> {
  const template = await context.db.faceTemplate.findFirst({
    where: { personId: person.id, schoolId: person.schoolId },
    select: { id: true, wrappedKey: true, keyVersion: true, probes: { select: { model: true, sealed: true } } },
  });
  if (!template) return { first: [], second: [] };
  const { faces } = await openFaces(context, person.schoolId, Prisma.sql`template.id = ${template.id}::uuid`);
  const holder = { schoolId: person.schoolId, personId: person.id, templateId: template.id };
  const dataKey = createKeyOpener(context)({ ...holder, ...template });
  const seenBy = (card: FaceModelCard, shots: readonly ModelShots[]): Vector[] => {
    const sealed = template.probes.filter(({ model }) => model === card.id).map((probe) => probe.sealed);
    const probes = dataKey ? openProbes(context, person, dataKey, sealed, card) : [];
    return [...shots.flatMap((one) => one.shots), ...probes];
  };
  const { first, second } = faceRules;
  return {
    first: seenBy(first, faces),
    second: seenBy(
      second,
      faces.map((face) => face.second).filter((shots) => shots !== null),
    ),
  };
}
