import { Prisma } from '#generated/prisma/client.ts';
import { erasedText } from './erased-person.ts';
import type { Step } from './erasure-step.ts';
import { matchWords, toWord } from './match-words.ts';

const { sql, raw } = Prisma;

/** A text that somebody else wrote, where it names the person. */
function cleared(table: string, column: string): Step {
  return {
    table,
    run: ({ schoolId, id, words }) => sql`
      UPDATE ${raw(table)} SET ${raw(column)} = ${erasedText}
      WHERE school_id = ${schoolId}::uuid AND ${matchWords(raw(column), [toWord(id), ...words])}`,
  };
}

/** Every text in which people of the school may have written about each other. */
export const textSteps: readonly Step[] = [
  cleared('record_revisions', 'reason'),
  cleared('attendance_records', 'decision_reason'),
  cleared('review_decisions', 'reason'),
  cleared('correction_requests', 'reason'),
  cleared('correction_requests', 'decision_reason'),
  cleared('change_proposals', 'reason'),
  cleared('change_proposals', 'decision_reason'),
  cleared('erasure_requests', 'reason'),
  cleared('erasure_requests', 'decision_reason'),
  cleared('duplicate_faces', 'reason'),
  cleared('twin_pairs', 'reason'),
  cleared('fraud_signals', 'decision_reason'),
  cleared('class_sessions', 'cancel_reason'),
  cleared('session_staff', 'reason'),
  cleared('timetable_exceptions', 'reason'),
  cleared('timetable_exceptions', 'moved_reason'),
  cleared('settings_revisions', 'reason'),
  cleared('destruction_requests', 'reason'),
  cleared('import_batches', 'file_name'),
];
