import { AdmissionNumber, BirthDay, Email, line, PersonName } from '@hadir/contract/field.ts';
import type { ImportField, ProblemCode } from '@hadir/contract/imports.ts';
import type { z } from 'zod';
import type { Scope } from './judged-row.ts';
import { isEmpty, noteProblem, type ReadRow, textOf } from './read-rows.ts';
import { plainDigits, readDay } from './read-words.ts';

/**
 * What a cell says, or null where it is empty or wrong; what is wrong is noted.
 * @param read turns the text into a value, null for what is none
 */
export function readField<T>(
  { problems }: Scope,
  row: ReadRow,
  field: ImportField,
  code: ProblemCode,
  read: (text: string) => T | null,
): T | null {
  const text = textOf(row, field);
  if (text === '') return null;
  const value = read(text);
  if (value === null) noteProblem(problems, row, field, code);
  return value;
}

/** The same for a cell that must have something. */
export function needField<T>(
  scope: Scope,
  row: ReadRow,
  field: ImportField,
  code: ProblemCode,
  read: (text: string) => T | null,
): T | null {
  if (isEmpty(row, field)) noteProblem(scope.problems, row, field, 'missing');
  return readField(scope, row, field, code, read);
}

function by<T extends z.ZodType<string>>(schema: T): (text: string) => string | null {
  return (text) => schema.safeParse(text).data ?? null;
}

export const readEmail = by(Email);
export const readName = by(PersonName);
export const readNumber = (text: string) => by(AdmissionNumber)(plainDigits(text));
export const readBirthDay = (text: string) => by(BirthDay)(readDay(text) ?? '');
/** @param most characters */
export const readLine = (most: number) => by(line(1, most));
