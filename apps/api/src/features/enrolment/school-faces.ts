import type { Db } from '#db.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { openFaces } from './open-faces.ts';

/** The mean of one enrolled face. */
export type SchoolFace = { personId: string; mean: Float32Array; isConfirmed: boolean };

type Kept = { faces: Map<string, SchoolFace & { state: string }>; timer: NodeJS.Timeout; loading: Promise<void> };

/** A school of 5,000 takes about 4 MB; what nobody needs any more does not lie open in memory. */
const most = 10;
const idleMs = 15 * 60_000;

const schools = new WeakMap<Db, Map<string, Kept>>();

/**
 * The enrolled face of everybody in the school whose face opens, by template. What is kept from the last time is
 * brought up to date: only what came since is read and opened.
 */
export async function getSchoolFaces(context: Context, schoolId: string): Promise<ReadonlyMap<string, SchoolFace>> {
  const kept = keptOf(context.db, schoolId);
  // One after another, so that two who enrol at once do not open everything twice.
  const loading = kept.loading.catch(() => {}).then(() => bringUpToDate(context, schoolId, kept.faces));
  kept.loading = loading;
  await loading;
  return kept.faces;
}

/** Forgets the opened face of this person. */
export function forgetSchoolFace(db: Db, personId: string): void {
  for (const { faces } of schools.get(db)?.values() ?? []) {
    for (const [templateId, face] of faces) if (face.personId === personId) faces.delete(templateId);
  }
}

async function bringUpToDate(context: Context, schoolId: string, faces: Kept['faces']): Promise<void> {
  const rows = await context.db.$queryRaw<{ id: string; state: string }[]>`
    SELECT id, concat(person_id, state, hold) AS state FROM face_templates WHERE school_id = ${schoolId}::uuid`;
  const states = new Map(rows.map(({ id, state }) => [id, state]));
  for (const [id, { state }] of faces) if (states.get(id) !== state) faces.delete(id);
  const missing = rows.flatMap(({ id }) => (faces.has(id) ? [] : [id]));
  if (missing.length === 0) return;
  const opened = await openFaces(context, schoolId, Prisma.sql`template.id = ANY (${missing}::uuid[])`);
  for (const { templateId, personId, mean, isConfirmed } of opened.faces) {
    faces.set(templateId, { personId, mean, isConfirmed, state: states.get(templateId) ?? '' });
  }
}

function keptOf(db: Db, schoolId: string): Kept {
  const known = schools.get(db) ?? new Map<string, Kept>();
  schools.set(db, known);
  const drop = (id: string) => {
    clearTimeout(known.get(id)?.timer);
    known.delete(id);
  };
  const kept = known.get(schoolId) ?? { faces: new Map(), timer: setTimeout(() => {}, 0), loading: Promise.resolve() };
  drop(schoolId);
  kept.timer = setTimeout(() => drop(schoolId), idleMs).unref();
  known.set(schoolId, kept);
  for (const oldest of known.keys()) {
    if (known.size <= most) break;
    drop(oldest);
  }
  return kept;
}
