import type { Db } from '#db.ts';
import { recordAudit } from '#features/audit/record-audit.ts';
import { createCourseMemory } from '#features/courses/course-memory.ts';
import type { TemplateState } from '#generated/prisma/enums.ts';
import type { Context } from '#http/context.ts';
import { meanOf, type Vector } from './descriptor.ts';
import { faceModelCard } from './face-model-card.ts';
import { deriveSchoolKey, openDescriptor, unwrapDataKey } from './seal-descriptor.ts';

export type KnownFace = { mean: Float32Array; shots: readonly Float32Array[]; isConfirmed: boolean };

/** Faces of a course's students by person; `unreadable` are people whose rows do not open. */
export type CourseFaces = {
  faces: ReadonlyMap<string, KnownFace>;
  unreadable: ReadonlySet<string>;
  /** Sum of the confirmed means, so that the centre without one person costs one subtraction. */
  sum: Float64Array;
};

/** A course of 500 takes about 1.5 MB; what nobody needs any more does not lie open in memory. */
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
  const templates = await context.db.faceTemplate.findMany({
    where: { schoolId: course.schoolId, person: { enrollments: { some: { courseId: course.id } } } },
    select: {
      id: true,
      personId: true,
      state: true,
      wrappedKey: true,
      shots: { where: { model: faceModelCard.id }, orderBy: { shot: 'asc' }, select: { shot: true, sealed: true } },
    },
  });
  const schoolKey = deriveSchoolKey(context.masterKey, course.schoolId);
  const faces = new Map<string, KnownFace>();
  const unreadable = new Set<string>();
  const sum = new Float64Array(faceModelCard.dims);
  for (const template of templates) {
    const face = openFace(schoolKey, course.schoolId, template);
    if (face === null) {
      unreadable.add(template.personId);
      await reportUnreadable(context, course.schoolId, template);
      continue;
    }
    faces.set(template.personId, face);
    if (!face.isConfirmed) continue;
    for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] ?? 0) + (face.mean[i] ?? Number.NaN);
  }
  return { faces, unreadable, sum };
}

type SealedTemplate = {
  id: string;
  personId: string;
  state: TemplateState;
  wrappedKey: Uint8Array;
  shots: { shot: number; sealed: Uint8Array }[];
};

/** Null when a row was moved, damaged or sealed under another key. */
function openFace(schoolKey: Buffer, schoolId: string, template: SealedTemplate): KnownFace | null {
  const { personId } = template;
  try {
    const dataKey = unwrapDataKey(schoolKey, template.wrappedKey, schoolId, personId);
    const shots = template.shots.map(({ shot, sealed }) =>
      openDescriptor(dataKey, sealed, { schoolId, personId, part: `shot:${shot}`, model: faceModelCard.id }),
    );
    const isWhole = shots.length === faceModelCard.shots && shots.every((shot) => shot.length === faceModelCard.dims);
    return isWhole ? { shots, mean: meanOf(shots), isConfirmed: template.state === 'confirmed' } : null;
  } catch {
    return null;
  }
}

/** Once for each template: it is met anew with every change in the course. A report that fails keeps no mark back. */
async function reportUnreadable(context: Context, schoolId: string, template: SealedTemplate): Promise<void> {
  const { id: templateId, personId } = template;
  context.log.error({ templateId, personId }, 'a face template does not open');
  const about = { schoolId, action: 'face_template.unreadable', subjectType: 'person', subjectId: personId };
  try {
    const told = await context.db.auditEntry.findFirst({
      where: { ...about, payload: { is: { payload: { contains: templateId } } } },
      select: { id: true },
    });
    if (!told) await recordAudit(context.db, { ...about, actorId: null, after: { template_id: templateId } });
  } catch (cause) {
    context.log.error({ templateId, personId, err: cause }, 'an unreadable face template was not reported');
  }
}
