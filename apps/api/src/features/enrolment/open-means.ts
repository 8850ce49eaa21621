import { setImmediate as nextTurn } from 'node:timers/promises';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { faceModelCard } from './face-model-card.ts';
import { openFaces } from './open-faces.ts';
import { openDescriptor } from './seal-descriptor.ts';
import { createKeyOpener, knowKeysOf, type WrappedTemplate } from './template-key.ts';

export type OpenMean = { templateId: string; personId: string; mean: Float32Array; isConfirmed: boolean };

type Row = WrappedTemplate & { isConfirmed: boolean; sealedMean: Uint8Array | null };

/** So many are opened in one go before other requests have their turn; a few milliseconds. */
const meansAtOnce = 100;

const { id: model, dims } = faceModelCard;

/**
 * Opens the means of these templates of the school. Where a mean is missing or does not open, the shots are tried, and
 * reported when they do not open either.
 */
export async function openMeans(
  context: Context,
  schoolId: string,
  templateIds: readonly string[],
): Promise<OpenMean[]> {
  const rows = await context.db.$queryRaw<Row[]>`
    SELECT id AS "templateId", person_id AS "personId", school_id AS "schoolId", state = 'confirmed' AS "isConfirmed",
      wrapped_key AS "wrappedKey", key_version AS "keyVersion", sealed_mean AS "sealedMean"
    FROM face_templates WHERE school_id = ${schoolId}::uuid AND id = ANY (${templateIds}::uuid[])`;
  await knowKeysOf(context, rows);
  const openKey = createKeyOpener(context);
  const opened: OpenMean[] = [];
  const others: string[] = [];
  for (const [i, row] of rows.entries()) {
    if (i > 0 && i % meansAtOnce === 0) await nextTurn();
    const mean = openMean(openKey(row), row);
    if (mean === null) others.push(row.templateId);
    else opened.push({ templateId: row.templateId, personId: row.personId, mean, isConfirmed: row.isConfirmed });
  }
  if (others.length === 0) return opened;
  const { faces } = await openFaces(context, schoolId, Prisma.sql`template.id = ANY (${others}::uuid[])`);
  return [...opened, ...faces];
}

function openMean(dataKey: Buffer | null, { schoolId, personId, sealedMean }: Row): Float32Array | null {
  if (dataKey === null || sealedMean === null) return null;
  try {
    const mean = openDescriptor(dataKey, sealedMean, { schoolId, personId, part: 'mean', model });
    return mean.length === dims ? mean : null;
  } catch {
    return null;
  }
}
