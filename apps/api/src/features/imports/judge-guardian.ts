import { mostGuardians } from '@hadir/contract/guardians.ts';
import { readPhone } from '#features/guardians/read-phone.ts';
import { uuidV7 } from '#http/uuid-v7.ts';
import type { Scope } from './judged-row.ts';
import type { FoundGuardian } from './load-students.ts';
import { readEmail, readField, readName } from './read-fields.ts';
import { isEmpty, noteProblem, type ReadRow } from './read-rows.ts';
import { plainDigits, readLanguage } from './read-words.ts';
import { GuardianValues, type Write } from './subject-values.ts';

const fields = ['guardian_name', 'guardian_phone', 'guardian_email', 'guardian_language'] as const;

/**
 * The guardian of a row: one the student has, by phone, e-mail or name, or another. Null where the row has none.
 * @param country ISO 3166-1 alpha-2, for national numbers
 */
export function judgeGuardian(
  scope: Scope,
  row: ReadRow,
  studentId: string,
  known: readonly FoundGuardian[],
  country: string,
): Write | null {
  if (fields.every((field) => isEmpty(row, field))) return null;
  const name = readField(scope, row, 'guardian_name', 'bad_name', readName);
  const phone = readField(scope, row, 'guardian_phone', 'bad_phone', (text) => readPhone(plainDigits(text), country));
  const email = readField(scope, row, 'guardian_email', 'bad_email', readEmail);
  const language = readField(scope, row, 'guardian_language', 'bad_language', readLanguage);
  if (isEmpty(row, 'guardian_name')) noteProblem(scope.problems, row, 'guardian_name', 'guardian_without_name');
  if (isEmpty(row, 'guardian_phone') && isEmpty(row, 'guardian_email')) {
    noteProblem(scope.problems, row, 'guardian_phone', 'guardian_not_reachable');
  }
  if (name === null) return null;
  const same =
    known.find((one) => phone !== null && one.phone === phone) ??
    known.find((one) => email !== null && one.email === email) ??
    known.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!same && known.length >= mostGuardians) {
    noteProblem(scope.problems, row, 'guardian_name', 'too_many_guardians');
  }
  return {
    ...{ row: row.row, type: 'guardian', id: same?.id ?? uuidV7(scope.now) },
    before: same ? GuardianValues.parse(same) : null,
    after: {
      student_id: studentId,
      name,
      phone: phone ?? same?.phone ?? null,
      email: email ?? same?.email ?? null,
      language: language ?? same?.language ?? 'en',
    },
  };
}
