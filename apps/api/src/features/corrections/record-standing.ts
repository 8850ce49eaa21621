import type { RecordFacts } from '#features/attendance/record-revision.ts';

/**
 * How a record stood when somebody looked at it, to know later whether it still does; null without a mark that counts or
 * waits.
 */
export function recordStanding(record: RecordFacts | null): string | null {
  if (record === null || record.state === 'rejected') return null;
  return [record.status, record.state, record.method, record.markedAt.toISOString()].join('|');
}
