import { setImmediate as nextTurn } from 'node:timers/promises';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import type { ModelShots } from './decide-shots.ts';
import { type FaceModelCard, faceModelCard, meanFace } from './face-model-card.ts';
import { reportReadable, reportUnreadable } from './report-unreadable.ts';
import { openDescriptor } from './seal-descriptor.ts';
import { secondFaceModelCard } from './second-face-model-card.ts';
import { createKeyOpener, knowKeysOf, type WrappedTemplate } from './template-key.ts';

export type OpenFace = ModelShots & {
  templateId: string;
  personId: string;
  /** Of the second recogniser; null where the face was enrolled without. */
  second: ModelShots | null;
  isConfirmed: boolean;
  /** An admin has to decide first whether this face is the person's own. */
  isHeld: boolean;
};

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
      template.key_version AS "keyVersion", stored.*
    FROM face_templates AS template
    CROSS JOIN LATERAL (
      SELECT array_agg(shot ORDER BY shot) FILTER (WHERE model = ${faceModelCard.id}) AS shots,
        string_agg(sealed, '' ORDER BY shot) FILTER (WHERE model = ${faceModelCard.id}) AS sealed,
        array_agg(shot ORDER BY shot) FILTER (WHERE model = ${secondFaceModelCard.id}) AS "secondShots",
        string_agg(sealed, '' ORDER BY shot) FILTER (WHERE model = ${secondFaceModelCard.id}) AS "secondSealed"
      FROM face_shots WHERE template_id = template.id
    ) AS stored
    WHERE template.school_id = ${schoolId}::uuid AND ${which}`;
  await knowKeysOf(context, rows);
  const openKey = createKeyOpener(context);
  const faces: OpenFace[] = [];
  const unreadable: string[] = [];
  for (const [i, row] of rows.entries()) {
    if (i > 0 && i % facesAtOnce === 0) await nextTurn();
    const opened = openOwnShots(openKey(row), row);
    if (opened === null) {
      unreadable.push(row.personId);
      if (!row.wasUnreadable) await reportUnreadable(context, row);
      continue;
    }
    if (row.wasUnreadable) await reportReadable(context, row);
    const { templateId, personId, isConfirmed, isHeld } = row;
    faces.push({ templateId, personId, ...opened, isConfirmed, isHeld });
  }
  return { faces, unreadable };
}

/**
 * Shots of a template as they are read, of each recogniser: their numbers in order, and the shots one after another; null
 * without any.
 */
export type SealedShots = {
  shots: number[] | null;
  sealed: Uint8Array | null;
  secondShots: number[] | null;
  secondSealed: Uint8Array | null;
};

type Row = WrappedTemplate &
  SealedShots & {
    isConfirmed: boolean;
    isHeld: boolean;
    wasUnreadable: boolean;
  };

type Whose = { schoolId: string; personId: string };

/** Null when they are not all of this person and each in its place; a second recogniser's may be missing altogether. */
export function openOwnShots(
  dataKey: Buffer | null,
  { schoolId, personId, shots, sealed, secondShots, secondSealed }: SealedShots & Whose,
): (ModelShots & { second: ModelShots | null }) | null {
  const whose = { schoolId, personId };
  const first = openShots(dataKey, whose, shots, sealed, faceModelCard);
  if (first === null) return null;
  if (secondShots === null) return { ...first, second: null };
  const second = openShots(dataKey, whose, secondShots, secondSealed, secondFaceModelCard);
  return second && { ...first, second };
}

function openShots(
  dataKey: Buffer | null,
  whose: Whose,
  shots: number[] | null,
  sealed: Uint8Array | null,
  card: FaceModelCard,
): ModelShots | null {
  const sealedBytes = 12 + card.dims * 4 + 16;
  if (dataKey === null || sealed?.length !== card.shots * sealedBytes) return null;
  if (shots?.length !== card.shots || shots.some((shot, i) => shot !== i)) return null;
  try {
    const opened = shots.map((shot) => {
      const one = sealed.subarray(shot * sealedBytes, (shot + 1) * sealedBytes);
      return openDescriptor(dataKey, one, { ...whose, part: `shot:${shot}`, model: card.id });
    });
    return { shots: opened, mean: meanFace(opened, card) };
  } catch {
    return null;
  }
}
