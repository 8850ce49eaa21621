import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { faceModelCard } from './face-model-card.ts';
import type { FacesToCompare } from './measure-face.ts';
import { openFaces } from './open-faces.ts';
import { openProbes } from './open-probes.ts';
import { centreWithout, getCourseFaces } from './roster-faces.ts';
import { createKeyOpener } from './template-key.ts';

type Template = { id: string; wrappedKey: Uint8Array; keyVersion: number };

/** What a person's face is compared with: the own one, beside each course the person is in. Empty when it does not open. */
export async function loadOwnFaces(
  context: Context,
  person: { id: string; schoolId: string },
  template: Template,
): Promise<FacesToCompare[]> {
  const own = Prisma.sql`template.id = ${template.id}::uuid`;
  const [face] = (await openFaces(context, person.schoolId, own)).faces;
  const holder = { schoolId: person.schoolId, personId: person.id, templateId: template.id };
  const dataKey = createKeyOpener(context)({ ...holder, ...template });
  if (!face || dataKey === null) return [];
  const probes = await context.db.faceProbe.findMany({
    where: { personId: person.id, templateId: template.id, model: faceModelCard.id },
    select: { sealed: true },
  });
  const sealed = probes.map((probe) => probe.sealed);
  const alone: FacesToCompare = {
    own: face,
    others: [],
    unconfirmedOthers: [],
    twins: [],
    othersCentre: null,
    earlier: openProbes(context, person, dataKey, sealed),
  };
  const courses = await context.db.course.findMany({
    where: { schoolId: person.schoolId, archivedAt: null, enrollments: { some: { studentId: person.id } } },
    select: { id: true, schoolId: true, facesVersion: true },
  });
  if (courses.length === 0) return [alone];
  const rosters = await Promise.all(courses.map((course) => getCourseFaces(context, course)));
  return rosters.map((roster) => ({
    ...alone,
    others: [...roster.faces].filter(([id, { isConfirmed }]) => id !== person.id && isConfirmed).map(([, f]) => f.mean),
    othersCentre: centreWithout(roster, person.id),
  }));
}
