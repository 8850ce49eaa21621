import type { Tx } from '#db.ts';

/** Whoever changes a school's timetable, or makes sessions from it, does so alone until the transaction ends. */
export async function lockTimetable(tx: Tx, schoolId: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`timetable|${schoolId}`}, 0))::text`;
}
