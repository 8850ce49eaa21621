import {
  type ImportCounts,
  type ImportField,
  type ImportKind,
  type ImportProblem,
  neededFields,
} from '@hadir/contract/imports.ts';
import type { Tx } from '#db.ts';
import type { FileTable } from './file-table.ts';
import { judgeCourses } from './judge-courses.ts';
import { judgeEnrollments } from './judge-enrollments.ts';
import { judgeStaff } from './judge-staff.ts';
import { judgeStudents } from './judge-students.ts';
import type { JudgedRow, Scope } from './judged-row.ts';
import type { Mapping } from './match-columns.ts';
import { type ReadRow, readRows } from './read-rows.ts';
import type { Write } from './subject-values.ts';

type Judgement = {
  counts: ImportCounts;
  /** Fields without a column; while there is any, no row is judged. */
  missingFields: ImportField[];
  /** By row, then column. */
  problems: ImportProblem[];
  writes: Write[];
};

const judges = {
  students: judgeStudents,
  staff: judgeStaff,
  courses: judgeCourses,
  enrollments: judgeEnrollments,
} as const satisfies Record<ImportKind, (scope: Scope, rows: readonly ReadRow[]) => Promise<JudgedRow[]>>;

/** What a file would do to the school as it is now; writes nothing. */
export async function judgeFile(
  tx: Tx,
  school: { schoolId: string; now: Date },
  kind: ImportKind,
  table: FileTable,
  mapping: Mapping,
): Promise<Judgement> {
  const nothing = { made: 0, changed: 0, unchanged: 0, wrong: 0, taken_back: 0, kept: 0 };
  const counts = { rows: table.rows.length, ...nothing };
  const missingFields = findMissing(kind, mapping);
  if (missingFields.length > 0) return { counts, missingFields, problems: [], writes: [] };
  const { rows, problems } = await readRows(table, mapping);
  const judged = await judges[kind]({ tx, ...school, problems }, rows);
  for (const { standing } of judged) counts[standing] += 1;
  counts.wrong = new Set(problems.map(({ row }) => row)).size;
  problems.sort((one, other) => one.row - other.row || (one.column ?? 0) - (other.column ?? 0));
  return { counts, missingFields, problems, writes: judged.flatMap(({ writes }) => writes) };
}

/** Students and enrollments need an admission number or an e-mail: a file without either column says of nobody who. */
function findMissing(kind: ImportKind, mapping: Mapping): ImportField[] {
  const needed: readonly ImportField[] = neededFields[kind];
  const isOfStudents = kind === 'students' || kind === 'enrollments';
  const isNamed = mapping.includes('admission_number') || mapping.includes('email');
  const missing = needed.filter((field) => !mapping.includes(field));
  return isOfStudents && !isNamed ? ['admission_number', ...missing] : missing;
}
