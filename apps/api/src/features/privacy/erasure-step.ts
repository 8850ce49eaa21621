import { Prisma } from '#generated/prisma/client.ts';
import type { ErasedPerson } from './erased-person.ts';

/** What becomes of one table when a person is erased. */
export type Step = { table: string; run: (person: ErasedPerson) => Prisma.Sql };

/** Rows that are about the person alone and say nothing about attendance. */
export function deleted(table: string, column = 'person_id'): Step {
  const { sql, raw } = Prisma;
  return { table, run: ({ id }) => sql`DELETE FROM ${raw(table)} WHERE ${raw(column)} = ${id}::uuid` };
}
