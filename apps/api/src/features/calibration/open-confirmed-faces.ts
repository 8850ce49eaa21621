import type { ModelShots } from '#features/enrolment/decide-shots.ts';
import { distanceBetween, type Vector } from '#features/enrolment/descriptor.ts';
import { type FaceModelCard, meanFace } from '#features/enrolment/face-model-card.ts';
import { faceRules } from '#features/enrolment/face-rules.ts';
import { openFaces } from '#features/enrolment/open-faces.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';

/** So many say as much as a school needs to know; more would only take longer. */
const mostPeople = 1000;

/** Opened and measured at a time, so that no more than these lie open with all their shots. */
const facesAtOnce = 50;

/** One confirmed face: its means, and each shot's distance to the mean of the person's other shots. */
export type CalibratedFace = {
  personId: string;
  mean: Vector;
  shots: number[];
  /** By the second recogniser; null where the face was enrolled without. Shots are those of the same pictures. */
  second: { mean: Vector; shots: number[] } | null;
};

/** Faces of the school that staff have confirmed, evenly chosen where they are many. */
export async function openConfirmedFaces(context: Context, schoolId: string): Promise<CalibratedFace[]> {
  const rows = await context.db.faceTemplate.findMany({
    where: { schoolId, state: 'confirmed', hold: null },
    orderBy: { id: 'asc' },
    select: { id: true },
  });
  const step = Math.max(1, rows.length / mostPeople);
  const ids = rows.filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step)).map(({ id }) => id);
  const faces: CalibratedFace[] = [];
  for (let from = 0; from < ids.length; from += facesAtOnce) {
    const some = ids.slice(from, from + facesAtOnce);
    const opened = await openFaces(context, schoolId, Prisma.sql`template.id = ANY (${some}::uuid[])`);
    for (const { personId, second, ...first } of opened.faces) {
      faces.push({
        personId,
        ...measureShots(first, faceRules.first),
        second: second && measureShots(second, faceRules.second),
      });
    }
  }
  return faces;
}

function measureShots({ mean, shots }: ModelShots, card: FaceModelCard): { mean: Vector; shots: number[] } {
  const apart = shots.map((shot, i) =>
    distanceBetween(
      shot,
      meanFace(
        shots.filter((_, other) => other !== i),
        card,
      ),
    ),
  );
  return { mean, shots: apart };
}
