import type { Tx } from '#db.ts';
import { AppError, unknownReference } from '#http/errors.ts';
import { isId } from '#http/id.ts';

export type PlaceInClass = { classId: string | null; streamId: string | null };

/**
 * Makes sure, until the transaction ends, that a student can be in this class and stream.
 * @param studentId who takes the place and is not counted; null for a newcomer
 * @throws AppError not_found for an unknown or archived class and a stream that is not the class's,
 * not_possible_now for a full stream
 */
export async function takePlaceInClass(
  tx: Tx,
  schoolId: string,
  { classId, streamId }: PlaceInClass,
  studentId: string | null,
): Promise<void> {
  if (classId === null) {
    if (streamId !== null) throw unknownReference('stream_id');
    return;
  }
  const classes = isId(classId)
    ? await tx.$queryRaw<object[]>`
        SELECT id FROM classes
        WHERE id = ${classId}::uuid AND school_id = ${schoolId}::uuid AND archived_at IS NULL FOR SHARE`
    : [];
  if (classes.length === 0) throw unknownReference('class_id');
  if (streamId === null) return;
  // Locked, so that of two who want the last place one sees the other in it.
  const [stream] = isId(streamId)
    ? await tx.$queryRaw<{ capacity: number }[]>`
        SELECT capacity FROM streams
        WHERE id = ${streamId}::uuid AND class_id = ${classId}::uuid AND school_id = ${schoolId}::uuid FOR UPDATE`
    : [];
  if (!stream) throw unknownReference('stream_id');
  const others = await tx.person.count({
    where: { streamId, isActive: true, ...(studentId !== null && { NOT: { id: studentId } }) },
  });
  if (others < stream.capacity) return;
  throw new AppError('not_possible_now', 'This stream is full.', {
    fields: [{ path: 'stream_id', message: 'is full' }],
  });
}
