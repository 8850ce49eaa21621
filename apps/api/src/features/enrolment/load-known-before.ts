import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import type { KnownBefore } from './decide-shots.ts';
import { meanOf, type Vector } from './descriptor.ts';
import { faceModelCard } from './face-model-card.ts';
import { openFaces } from './open-faces.ts';
import { openProbes } from './open-probes.ts';
import { centreWithout, getCourseFaces } from './roster-faces.ts';
import { getSchoolFaces } from './school-faces.ts';
import { createKeyOpener } from './template-key.ts';

type Person = { id: string; schoolId: string };

/** What a person's new shots are held against: the crowds they belong to, and what was seen of them before. */
export async function loadKnownBefore(context: Context, person: Person): Promise<KnownBefore> {
  const seen = await loadSeen(context, person);
  const courses = await context.db.course.findMany({
    where: { schoolId: person.schoolId, enrollments: { some: { studentId: person.id } } },
    select: { id: true, schoolId: true, facesVersion: true },
  });
  const centres: Vector[] = [];
  let isSmall = courses.length === 0;
  for (const course of courses) {
    const roster = await getCourseFaces(context, course);
    const others = [...roster.faces].filter(([id, face]) => id !== person.id && face.isConfirmed).length;
    if (others < faceModelCard.minRosterForOwnCentre) isSmall = true;
    const centre = centreWithout(roster, person.id);
    if (centre) centres.push(centre);
  }
  if (isSmall) centres.push(faceModelCard.referenceCentre);
  const school = await getSchoolFaces(context, person.schoolId);
  const confirmed = [...school.values()].filter((face) => face.isConfirmed && face.personId !== person.id);
  if (confirmed.length >= faceModelCard.minRosterForOwnCentre) centres.push(meanOf(confirmed.map(({ mean }) => mean)));
  return { centres, seen };
}

/** Shots of the face that is enrolled now, and kept probes of marks with it. */
async function loadSeen(context: Context, person: Person): Promise<Vector[]> {
  const template = await context.db.faceTemplate.findFirst({
    where: { personId: person.id, schoolId: person.schoolId },
    select: { id: true, wrappedKey: true, keyVersion: true, probes: { select: { sealed: true } } },
  });
  if (!template) return [];
  const { faces } = await openFaces(context, person.schoolId, Prisma.sql`template.id = ${template.id}::uuid`);
  const holder = { schoolId: person.schoolId, personId: person.id, templateId: template.id };
  const dataKey = createKeyOpener(context)({ ...holder, ...template });
  const sealed = template.probes.map((probe) => probe.sealed);
  return [...faces.flatMap((face) => face.shots), ...(dataKey ? openProbes(context, person, dataKey, sealed) : [])];
}
