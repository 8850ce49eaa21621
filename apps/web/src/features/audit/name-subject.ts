import type { AuditRow } from '@hadir/contract/audit.ts';
import { text } from './texts.ts';

const kinds = [
  'school',
  'person',
  'course',
  'class',
  'stream',
  'class_session',
  'timetable_rule',
  'holiday',
  'place',
  'invitation',
  'attendance_record',
  'attempt',
  'device_key',
  'passkey',
  'signal',
  'guardian_link',
  'import',
] as const;

/** What something was done to, in words: its name where it still has one. */
export function nameSubject({ type, name }: AuditRow['subject']): string {
  const known = kinds.find((kind) => kind === type);
  const kind = known ? text(`subjects.${known}`) : type.replaceAll('_', ' ');
  return name === null ? kind : `${kind}: ${name}`;
}
