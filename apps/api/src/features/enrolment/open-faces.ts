import { setImmediate as nextTurn } from 'node:timers/promises';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { meanOf } from './descriptor.ts';
import { faceModelCard } from './face-model-card.ts';
import { reportReadable, reportUnreadable } from './report-unreadable.ts';
import { openDescriptor } from './seal-descriptor.ts';
import { createKeyOpener, knowKeysOf, type WrappedTemplate } from './template-key.ts';

export type OpenFace = {
  templateId: string;
  personId: string;
  mean: Float32Array;
  shots: readonly Float32Array[];
  isConfirmed: boolean;
  /** An admin has to decide first whether this face is the person's own. */
  isHeld: boolean;
};

const { id: model, dims, shots: shotCount } = faceModelCard;
const sealedBytes = 12 + dims * 4 + 16;

/** So many are opened in one go before other requests have their turn; some milliseconds. */
const facesAtOnce = 50;

/**
 * Opens the face templates of a school, or some of them. What does not open (moved, damaged, sealed under another key)
 * is left out and reported.
 * @param which condition on `template`, the row of face_templates
 */
export async function openFaces(
  context: Context,
  schoolId: string,
  which: Prisma.Sql = Prisma.sql`true`,
): Promise<{ faces: OpenFace[]; unreadable: string[] }> {
  const rows = await context.db.$queryRaw<Row[]>`
    SELECT template.id AS "templateId", template.person_id AS "personId", template.school_id AS "schoolId",
      template.state = 'confirmed' AS "isConfirmed", template.hold IS NOT NULL AS "isHeld",
      template.unreadable_at IS NOT NULL AS "wasUnreadable", template.wrapped_key AS "wrappedKey",
      template.key_version AS "keyVersion", stored.shots, stored.sealed
    FROM face_templates AS template
    CROSS JOIN LATERAL (
      SELECT array_agg(shot ORDER BY shot) AS shots, string_agg(sealed, '' ORDER BY shot) AS sealed
      FROM face_shots WHERE template_id = template.id AND model = ${model}
    ) AS stored
    WHERE template.school_id = ${schoolId}::uuid AND ${which}`;
  await knowKeysOf(context, rows);
  const openKey = createKeyOpener(context);
  const faces: OpenFace[] = [];
  const unreadable: string[] = [];
  for (const [i, row] of rows.entries()) {
    if (i > 0 && i % facesAtOnce === 0) await nextTurn();
    const shots = openShots(openKey(row), row);
    if (shots === null) {
      unreadable.push(row.personId);
      if (!row.wasUnreadable) await reportUnreadable(context, row);
      continue;
    }
    if (row.wasUnreadable) await reportReadable(context, row);
    const { templateId, personId, isConfirmed, isHeld } = row;
    faces.push({ templateId, personId, mean: meanOf(shots), shots, isConfirmed, isHeld });
  }
  return { faces, unreadable };
}

/** Shots of a template as they are read: their numbers in order, and the shots one after another; null without any. */
export type SealedShots = { shots: number[] | null; sealed: Uint8Array | null };

type Row = WrappedTemplate &
  SealedShots & {
    isConfirmed: boolean;
    isHeld: boolean;
    wasUnreadable: boolean;
  };

/** Null when they are not all of this person and each in its place. */
export function openShots(
  dataKey: Buffer | null,
  { schoolId, personId, shots, sealed }: SealedShots & { schoolId: string; personId: string },
): Float32Array[] | null {
  if (dataKey === null || sealed?.length !== shotCount * sealedBytes) return null;
  if (shots?.length !== shotCount || shots.some((shot, i) => shot !== i)) return null;
  try {
    return shots.map((shot) => {
      const one = sealed.subarray(shot * sealedBytes, (shot + 1) * sealedBytes);
      return openDescriptor(dataKey, one, { schoolId, personId, part: `shot:${shot}`, model });
    });
  } catch {
    return null;
  }
}
