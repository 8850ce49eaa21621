import type { Db } from '#db.ts';
import { createCourseMemory } from '#features/courses/course-memory.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import type { Vector } from './descriptor.ts';
import { type FaceModelCard, faceModelCard, meanFace } from './face-model-card.ts';
import { type OpenMean, openMeans } from './open-means.ts';
import { forgetSchoolFace } from './school-faces.ts';
import { secondFaceModelCard } from './second-face-model-card.ts';

export type KnownFace = Pick<OpenMean, 'mean' | 'secondMean' | 'isConfirmed' | 'isHeld'>;

/** Confirmed means of one recogniser, added up, so that the centre without one person costs one subtraction. */
type Sum = { values: Float64Array; count: number };

/** Faces of a course's students by person, without those whose rows do not open. */
export type CourseFaces = {
  faces: ReadonlyMap<string, KnownFace>;
  sums: { first: Sum; second: Sum };
};

/** A course of 500 takes about 0.8 MB; what nobody needs any more does not lie open in memory. */
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
export function centreWithout({ faces, sums }: CourseFaces, personId: string, card: FaceModelCard): Vector | null {
  const { values, count } = card.id === faceModelCard.id ? sums.first : sums.second;
  const known = faces.get(personId);
  const own = known?.isConfirmed ? meanBy(known, card) : null;
  const others = count - (own ? 1 : 0);
  if (others < 2) return null;
  const centre = Float32Array.from(values, (sum, i) => (sum - (own?.[i] ?? 0)) / others);
  return meanFace([centre], card);
}

const meanBy = (face: KnownFace, card: FaceModelCard) => (card.id === faceModelCard.id ? face.mean : face.secondMean);

async function loadCourseFaces(context: Context, course: { id: string; schoolId: string }): Promise<CourseFaces> {
  const means = await openMeans(
    context,
    course.schoolId,
    Prisma.sql`template.person_id IN (SELECT student_id FROM enrollments WHERE course_id = ${course.id}::uuid)`,
  );
  return {
    faces: new Map(means.map((face) => [face.personId, face])),
    sums: { first: sumOf(means, faceModelCard), second: sumOf(means, secondFaceModelCard) },
  };
}

function sumOf(faces: readonly KnownFace[], card: FaceModelCard): Sum {
  const values = new Float64Array(card.dims);
  let count = 0;
  for (const face of faces) {
    const mean = face.isConfirmed ? meanBy(face, card) : null;
    if (mean === null) continue;
    count += 1;
    for (let i = 0; i < values.length; i += 1) values[i] = (values[i] ?? 0) + (mean[i] ?? Number.NaN);
  }
  return { values, count };
}
