import { setImmediate as nextTurn } from 'node:timers/promises';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { type FaceModelCard, faceModelCard } from './face-model-card.ts';
import { type OpenFace, openFaces } from './open-faces.ts';
import { openDescriptor } from './seal-descriptor.ts';
import { secondFaceModelCard } from './second-face-model-card.ts';
import { createKeyOpener, knowKeysOf, type WrappedTemplate } from './template-key.ts';

export type OpenMean = Pick<OpenFace, 'templateId' | 'personId' | 'mean' | 'isConfirmed' | 'isHeld'> & {
  /** Of the second recogniser; null where the face was enrolled without. */
  secondMean: Float32Array | null;
};

type Row = WrappedTemplate & {
  isConfirmed: boolean;
  isHeld: boolean;
  sealedMean: Uint8Array | null;
  secondSealedMean: Uint8Array | null;
};

/** So many are opened in one go before other requests have their turn; a few milliseconds. */
const meansAtOnce = 100;

/**
 * Opens the means of templates of a school. Where a mean is missing or does not open, the shots are tried, and
 * reported when they do not open either.
 * @param which condition on `template`, the row of face_templates
 */
export async function openMeans(context: Context, schoolId: string, which: Prisma.Sql): Promise<OpenMean[]> {
  const rows = await context.db.$queryRaw<Row[]>`
    SELECT id AS "templateId", person_id AS "personId", school_id AS "schoolId", state = 'confirmed' AS "isConfirmed",
      hold IS NOT NULL AS "isHeld", wrapped_key AS "wrappedKey", key_version AS "keyVersion", sealed_mean AS "sealedMean",
      second_sealed_mean AS "secondSealedMean"
    FROM face_templates AS template WHERE school_id = ${schoolId}::uuid AND ${which}`;
  await knowKeysOf(context, rows);
  const openKey = createKeyOpener(context);
  const means: OpenMean[] = [];
  const others: string[] = [];
  for (const [i, row] of rows.entries()) {
    if (i > 0 && i % meansAtOnce === 0) await nextTurn();
    const { templateId, personId, isConfirmed, isHeld } = row;
    const dataKey = openKey(row);
    const mean = openMean(dataKey, row, row.sealedMean, faceModelCard);
    const secondMean = openMean(dataKey, row, row.secondSealedMean, secondFaceModelCard);
    if (mean === null || (secondMean === null && row.secondSealedMean !== null)) others.push(templateId);
    else means.push({ templateId, personId, mean, secondMean, isConfirmed, isHeld });
  }
  if (others.length === 0) return means;
  const { faces } = await openFaces(context, schoolId, Prisma.sql`template.id = ANY (${others}::uuid[])`);
  return [...means, ...faces.map((face) => ({ ...face, secondMean: face.second?.mean ?? null }))];
}

function openMean(
  dataKey: Buffer | null,
  { schoolId, personId }: Row,
  sealed: Uint8Array | null,
  { id: model, dims }: FaceModelCard,
): Float32Array | null {
  if (dataKey === null || sealed === null) return null;
  try {
    const mean = openDescriptor(dataKey, sealed, { schoolId, personId, part: 'mean', model });
    return mean.length === dims ? mean : null;
  } catch {
    return null;
  }
}
