import type { Db } from '#db.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { type OpenMean, openMeans } from './open-means.ts';

/** The means of one enrolled face. */
export type SchoolFace = Pick<OpenMean, 'templateId' | 'personId' | 'mean' | 'secondMean' | 'isConfirmed'>;

type Kept = {
  faces: Map<string, SchoolFace & { state: string }>;
  /** People to be forgotten while faces are being opened. */
  forgotten: Set<string>;
  timer: NodeJS.Timeout;
  loading: Promise<void>;
};

/** A school of 5,000 takes about 8 MB; what nobody needs any more does not lie open in memory. */
const most = 10;
const idleMs = 15 * 60_000;

/** Of a UUID as the database writes it. */
const idLength = 36;

const schools = new WeakMap<Db, Map<string, Kept>>();

/**
 * The enrolled face of everybody in the school whose face opens, by template. What is kept from the last time is
 * brought up to date: only what came since is read and opened.
 */
export async function getSchoolFaces(context: Context, schoolId: string): Promise<ReadonlyMap<string, SchoolFace>> {
  const kept = keptOf(context.db, schoolId);
  // One after another, so that two who enrol at once do not open everything twice.
  const loading = kept.loading.catch(() => {}).then(() => bringUpToDate(context, schoolId, kept));
  kept.loading = loading;
  await loading;
  return kept.faces;
}

/** Forgets the opened face of this person, also one that is just being opened. */
export function forgetSchoolFace(db: Db, personId: string): void {
  for (const { faces, forgotten } of schools.get(db)?.values() ?? []) {
    forgotten.add(personId);
    for (const [templateId, face] of faces) if (face.personId === personId) faces.delete(templateId);
  }
}

async function bringUpToDate(context: Context, schoolId: string, { faces, forgotten }: Kept): Promise<void> {
  forgotten.clear();
  // One text instead of thousands of rows: this is read at every enrolment.
  const [row] = await context.db.$queryRaw<{ states: string | null }[]>`
    SELECT string_agg(concat(id, person_id, state, hold), ',') AS states
    FROM face_templates WHERE school_id = ${schoolId}::uuid`;
  const states = new Map((row?.states?.split(',') ?? []).map((state) => [state.slice(0, idLength), state]));
  for (const [id, { state }] of faces) if (states.get(id) !== state) faces.delete(id);
  const missing = [...states.keys()].filter((id) => !faces.has(id));
  if (missing.length === 0) return;
  const means = await openMeans(context, schoolId, Prisma.sql`template.id = ANY (${missing}::uuid[])`);
  for (const { templateId, personId, mean, secondMean, isConfirmed } of means) {
    if (forgotten.has(personId)) continue;
    faces.set(templateId, { templateId, personId, mean, secondMean, isConfirmed, state: states.get(templateId) ?? '' });
  }
}

function keptOf(db: Db, schoolId: string): Kept {
  const known = schools.get(db) ?? new Map<string, Kept>();
  schools.set(db, known);
  const drop = (id: string) => {
    clearTimeout(known.get(id)?.timer);
    known.delete(id);
  };
  const kept = known.get(schoolId) ?? makeKept();
  drop(schoolId);
  kept.timer = setTimeout(() => drop(schoolId), idleMs).unref();
  known.set(schoolId, kept);
  for (const oldest of known.keys()) {
    if (known.size <= most) break;
    drop(oldest);
  }
  return kept;
}

const makeKept = (): Kept => ({
  faces: new Map(),
  forgotten: new Set(),
  timer: setTimeout(() => {}, 0),
  loading: Promise.resolve(),
});
