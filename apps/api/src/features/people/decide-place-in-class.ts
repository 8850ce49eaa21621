import type { PersonChange } from '@hadir/contract/students.ts';

type Place = { classId: string | null; streamId: string | null };

/** Where a student learns after a change: another class takes the stream along, unless one of its own is given. */
export function decidePlaceInClass(
  now: Place,
  { class_id, stream_id }: Pick<PersonChange, 'class_id' | 'stream_id'>,
): Place & { isNew: boolean } {
  const classId = class_id === undefined ? now.classId : class_id;
  const streamId = stream_id !== undefined ? stream_id : classId === now.classId ? now.streamId : null;
  return { classId, streamId, isNew: classId !== now.classId || streamId !== now.streamId };
}
