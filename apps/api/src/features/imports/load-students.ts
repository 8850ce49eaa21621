import { z } from 'zod';
import type { Tx } from '#db.ts';
import { GuardianValues, PersonValues } from './subject-values.ts';

const Found = PersonValues.extend({
  id: z.string(),
  school_id: z.string(),
  role: z.string(),
  is_active: z.boolean(),
  is_erased: z.boolean(),
});
export type FoundPerson = z.infer<typeof Found>;

/** People who have one of these numbers in the school, or one of these e-mails anywhere: an e-mail is given once. */
export async function findPeople(
  tx: Tx,
  schoolId: string,
  numbers: readonly string[],
  emails: readonly string[],
): Promise<FoundPerson[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id, school_id, role::text, is_active, erased_at IS NOT NULL AS is_erased, name, email, admission_number,
      born_on::text, gender::text, class_id, stream_id, department
    FROM people
    WHERE (school_id = ${schoolId}::uuid AND admission_number = ANY(${numbers}::text[])) OR email = ANY(${emails}::text[])`;
  return rows.map((row) => Found.parse(row));
}

/** The same by id; for what an import left. */
export async function findPeopleById(tx: Tx, schoolId: string, ids: readonly string[]): Promise<FoundPerson[]> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id, school_id, role::text, is_active, erased_at IS NOT NULL AS is_erased, name, email, admission_number,
      born_on::text, gender::text, class_id, stream_id, department
    FROM people WHERE school_id = ${schoolId}::uuid AND id = ANY(${ids}::uuid[])`;
  return rows.map((row) => Found.parse(row));
}

/** Of the e-mails those that an invitation of any school keeps. */
export async function findInvited(tx: Tx, emails: readonly string[], now: Date): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ email: string }[]>`
    SELECT DISTINCT email FROM invitations
    WHERE email = ANY(${emails}::text[]) AND used_at IS NULL AND expires_at > ${now}`;
  return new Set(rows.map(({ email }) => email));
}

export type ClassRoom = {
  id: string;
  isArchived: boolean;
  /** By name in small letters. */
  streams: Map<string, { id: string; capacity: number }>;
};

/** Classes of the school by name in small letters. */
export async function findClasses(tx: Tx, schoolId: string): Promise<Map<string, ClassRoom>> {
  const classes = await tx.schoolClass.findMany({
    where: { schoolId },
    select: { id: true, name: true, archivedAt: true, streams: { select: { id: true, name: true, capacity: true } } },
  });
  return new Map(
    classes.map(({ id, name, archivedAt, streams }) => [
      name.toLowerCase(),
      {
        id,
        isArchived: archivedAt !== null,
        streams: new Map(streams.map((stream) => [stream.name.toLowerCase(), stream])),
      },
    ]),
  );
}

/** Active students of each stream of the school. */
export async function countStreams(tx: Tx, schoolId: string): Promise<Map<string, number>> {
  const rows = await tx.person.groupBy({
    by: ['streamId'],
    where: { schoolId, isActive: true, streamId: { not: null } },
    _count: true,
  });
  return new Map(rows.map(({ streamId, _count }) => [streamId ?? '', _count]));
}

const FoundGuardian = GuardianValues.extend({ id: z.string() });
export type FoundGuardian = z.infer<typeof FoundGuardian>;

/** Guardians of these students by student. */
export async function findGuardians(
  tx: Tx,
  schoolId: string,
  studentIds: readonly string[],
): Promise<Map<string, FoundGuardian[]>> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id, student_id, name, phone, email, language FROM guardians
    WHERE school_id = ${schoolId}::uuid AND student_id = ANY(${studentIds}::uuid[])`;
  return Map.groupBy(
    rows.map((row) => FoundGuardian.parse(row)),
    ({ student_id }) => student_id,
  );
}
