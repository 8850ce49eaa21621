import type { Tx } from '#db.ts';

/** Two members of staff who open and close at once take turns; a session of another school is left alone. */
export async function lockClassSession(tx: Tx, staff: { schoolId: string }, id: string): Promise<void> {
  await tx.$queryRaw`
    select 1 from class_sessions where id = ${id}::uuid and school_id = ${staff.schoolId}::uuid for no key update`;
}
