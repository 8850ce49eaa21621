import type { Db } from '#db.ts';
import { createCourseMemory } from '#features/courses/course-memory.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import type { Vector } from './descriptor.ts';
import { faceModelCard } from './face-model-card.ts';
import { type OpenMean, openMeans } from './open-means.ts';
import { forgetSchoolFace } from './school-faces.ts';

export type KnownFace = Pick<OpenMean, 'mean' | 'isConfirmed' | 'isHeld'>;

/** Faces of a course's students by person, without those whose rows do not open. */
export type CourseFaces = {
  faces: ReadonlyMap<string, KnownFace>;
  /** Sum of the confirmed means, so that the centre without one person costs one subtraction. */
  sum: Float64Array;
};

/** A course of 500 takes about 0.4 MB; what nobody needs any more does not lie open in memory. */
const memory = createCourseMemory<CourseFaces>({ most: 50, idleMs: 15 * 60_000 });

/**
 * Opened faces of everybody in a course.
 * @param course `facesVersion` as read for this request: another version is loaded anew
 */
export function getCourseFaces(
  context: Context,
  course: { id: string; schoolId: string; facesVersion: number },
): Promise<CourseFaces> {
  const load = () => loadCourseFaces(context, course);
  return memory.get(context.db, { id: course.id, version: course.facesVersion }, load);
}

/** Forgets every opened face of this person, also those just being loaded. */
export function forgetFaces(db: Db, personId: string): void {
  memory.forget(db, ({ faces }) => faces.has(personId));
  forgetSchoolFace(db, personId);
}

/** Centre of the course's confirmed faces without one person; null when fewer than two others are left. */
export function centreWithout(course: CourseFaces, personId: string): Vector | null {
  const known = course.faces.get(personId);
  const own = known?.isConfirmed ? known.mean : null;
  const confirmed = [...course.faces.values()].filter((face) => face.isConfirmed).length;
  const count = confirmed - (own ? 1 : 0);
  if (count < 2) return null;
  return Float32Array.from(course.sum, (sum, i) => (sum - (own?.[i] ?? 0)) / count);
}

async function loadCourseFaces(context: Context, course: { id: string; schoolId: string }): Promise<CourseFaces> {
  const means = await openMeans(
    context,
    course.schoolId,
    Prisma.sql`template.person_id IN (SELECT student_id FROM enrollments WHERE course_id = ${course.id}::uuid)`,
  );
  const sum = new Float64Array(faceModelCard.dims);
  for (const { isConfirmed, mean } of means) {
    if (!isConfirmed) continue;
    for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] ?? 0) + (mean[i] ?? Number.NaN);
  }
  return {
    faces: new Map(means.map((face) => [face.personId, face])),
    sum,
  };
}
