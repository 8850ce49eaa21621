import type { Tx } from '#db.ts';
import type { Write } from './subject-values.ts';

/** Holds, until the transaction ends, what is there already of what would be written. */
export async function lockChanged(
  tx: Tx,
  schoolId: string,
  writes: readonly Pick<Write, 'type' | 'id'>[],
): Promise<void> {
  const idsOf = (wanted: Write['type']) => writes.flatMap(({ type, id }) => (type === wanted ? [id] : []));
  await tx.$queryRaw`SELECT FROM people WHERE id = ANY(${idsOf('person')}::uuid[]) AND school_id = ${schoolId}::uuid
    ORDER BY id FOR UPDATE`;
  await tx.$queryRaw`SELECT FROM guardians WHERE id = ANY(${idsOf('guardian')}::uuid[]) AND school_id = ${schoolId}::uuid
    ORDER BY id FOR UPDATE`;
  await tx.$queryRaw`SELECT FROM courses WHERE id = ANY(${idsOf('course')}::uuid[]) AND school_id = ${schoolId}::uuid
    ORDER BY id FOR UPDATE`;
}
