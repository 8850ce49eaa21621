import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Id, IdParams, Instant, line, Named } from './field.ts';

export const ImportKind = z.enum(['students', 'staff', 'courses', 'enrollments']);
export type ImportKind = z.infer<typeof ImportKind>;

const guardian = ['guardian_name', 'guardian_phone', 'guardian_email', 'guardian_language'] as const;

/** What the columns of a file can mean, by what the file is of, in the order of its template. */
export const importFields = {
  students: ['admission_number', 'name', 'email', 'class', 'stream', 'born_on', 'gender', ...guardian],
  staff: ['name', 'email', 'role', 'department'],
  courses: ['code', 'title', 'section', 'teacher_email'],
  enrollments: ['admission_number', 'email', 'code', 'section', 'teacher_email'],
} as const satisfies Record<ImportKind, readonly string[]>;
export type ImportField = (typeof importFields)[ImportKind][number];

/** Without a column for each of these a file says too little. */
export const neededFields = {
  students: ['name'],
  staff: ['name', 'email'],
  courses: ['code', 'title', 'section', 'teacher_email'],
  enrollments: ['code'],
} as const satisfies Record<ImportKind, readonly ImportField[]>;

const fields = [...new Set(Object.values(importFields).flat())];
export const ImportField = z.enum(fields);

/** Bytes of a file, and as base64 in a body. */
export const importFileBytes = 5 * 1024 * 1024;
const base64Characters = Math.ceil(importFileBytes / 3) * 4;

export const problemCodes = [
  'missing',
  'too_long',
  'not_one_line',
  'formula',
  'broken_formula',
  'bad_name',
  'bad_email',
  'bad_admission_number',
  'bad_phone',
  'bad_day',
  'bad_gender',
  'bad_language',
  'bad_role',
  'other_role',
  'no_number_or_email',
  'number_and_email_differ',
  'unknown_class',
  'archived_class',
  'stream_without_class',
  'unknown_stream',
  'full_stream',
  'guardian_without_name',
  'guardian_not_reachable',
  'too_many_guardians',
  'unknown_student',
  'unknown_teacher',
  'unknown_course',
  'several_courses',
  'archived_course',
  'email_taken',
  'not_a_student',
  'deactivated',
  'twice',
  'too_many_cells',
] as const;
export const ProblemCode = z.enum(problemCodes);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** What is wrong in one row. `row` counts as a spreadsheet shows it, `column` from 1. */
export const ImportProblem = z.object({
  row: z.number().int(),
  column: z.number().int().nullable(),
  field: ImportField.nullable(),
  code: ProblemCode,
  /** What stands there, shortened. */
  value: z.string(),
  /** The earlier row that says the same. */
  other_row: z.number().int().nullable(),
});
export type ImportProblem = z.infer<typeof ImportProblem>;

export const ImportState = z.enum(['checked', 'imported', 'undone']);

/** Rows of a file by what becomes of them; once it was undone, those of which nothing or something was kept. */
export const ImportCounts = z.object({
  rows: z.number().int(),
  made: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  wrong: z.number().int(),
  taken_back: z.number().int(),
  kept: z.number().int(),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

export const Import = z.object({
  id: Id,
  kind: ImportKind,
  file_name: z.string(),
  state: ImportState,
  counts: ImportCounts,
  created_by: Named.nullable(),
  created_at: Instant,
  imported_at: Instant.nullable(),
  undone_at: Instant.nullable(),
  /** Until when it can be taken back; null where it cannot. */
  undo_until: Instant.nullable(),
});
export type Import = z.infer<typeof Import>;

/** What a column is taken for; null for one that is left out. A name may stand in several columns. */
const Meaning = ImportField.nullable();

export const ImportColumn = z.object({
  header: z.string(),
  field: Meaning,
  samples: z.array(z.string()),
});
export type ImportColumn = z.infer<typeof ImportColumn>;

/** The dry run: nothing is written but that the file was looked at. */
export const ImportCheck = z.object({
  format: z.object({
    kind: z.enum(['csv', 'xlsx']),
    encoding: z.string().nullable(),
    delimiter: z.string().nullable(),
  }),
  columns: z.array(ImportColumn),
  /** Fields without a column; while there is any, no row is judged. */
  missing_fields: z.array(ImportField),
  problems: z.array(ImportProblem),
  /** The rows of the file are kept so long. */
  expires_at: Instant,
});
export type ImportCheck = z.infer<typeof ImportCheck>;

const Checked = z.object({ import: Import, check: ImportCheck.nullable() });

export const listImports = endpoint({
  method: 'GET',
  path: '/api/imports',
  summary: 'Imports of the school, newest first, 50 a page',
  access: 'imports:write',
  query: z.object({ cursor: z.string().max(200).optional() }),
  reply: z.object({ items: z.array(Import), per_page: z.literal(50), next_cursor: z.string().nullable() }),
});

export const checkImport = endpoint({
  method: 'POST',
  path: '/api/imports',
  summary: 'Dry run of a CSV or XLSX file: every problem by row and column; nothing is imported',
  description:
    'At most 5 MB and 5,000 rows. Delimiter and encoding are found, columns are known by their names or as they were mapped the last time. A file that is no table is answered with a code that begins with `file_`.',
  access: 'imports:write',
  bodyBytes: base64Characters + 2000,
  takesLong: true,
  body: z
    .object({
      kind: ImportKind,
      file_name: line(1, 200),
      /** The file as base64: bodies are JSON, so that no form of another site can send one. */
      data: z.string().max(base64Characters),
    })
    .strict(),
  reply: Checked,
});

export const getImport = endpoint({
  method: 'GET',
  path: '/api/imports/:id',
  summary: 'One import; while its rows are kept, judged against what the school has now',
  access: 'imports:write',
  params: IdParams,
  reply: Checked,
});

export const mapImport = endpoint({
  method: 'PATCH',
  path: '/api/imports/:id',
  summary: 'Say what the columns mean, in their order; remembered for files with the same columns',
  access: 'imports:write',
  params: IdParams,
  body: z.object({ mapping: z.array(Meaning).max(100) }).strict(),
  reply: Checked,
});

/** Links of invitations, shown this once. */
const InvitationLink = z.object({ name: z.string(), email: z.string(), link: z.string() });

export const runImport = endpoint({
  method: 'POST',
  path: '/api/imports/:id/run',
  takesLong: true,
  summary: 'Import all rows in one transaction, or none; judged again at that moment',
  description:
    'With any problem it answers `import_has_problems`, one whose rows are no longer kept `import_expired`. Staff are invited: the links are shown this once.',
  access: 'imports:write',
  params: IdParams,
  body: z.object({}).strict(),
  reply: z.object({ import: Import, links: z.array(InvitationLink) }),
});

export const undoImport = endpoint({
  method: 'POST',
  path: '/api/imports/:id/undo',
  takesLong: true,
  summary: 'Take an import back within 24 hours: all that nobody has used or changed since',
  access: 'imports:write',
  params: IdParams,
  body: z.object({}).strict(),
  reply: z.object({ import: Import }),
});

/** Why something of an import was not taken back. */
export const KeptBecause = z.enum([
  'has_account',
  'has_marks',
  'has_face',
  'has_phone',
  'has_enrollments',
  'has_sessions',
  'changed_since',
  'gone',
]);

/** What an import made or changed. */
export const ImportedRow = z.object({
  id: Id,
  row: z.number().int(),
  subject: z.object({
    type: z.enum(['person', 'guardian', 'invitation', 'course', 'enrollment']),
    id: Id,
    /** Null once it is gone. */
    name: z.string().nullable(),
  }),
  change: z.enum(['made', 'changed']),
  /** Null while nothing was taken back. */
  undone: z.enum(['taken_back', 'kept']).nullable(),
  kept_because: KeptBecause.nullable(),
});
export type ImportedRow = z.infer<typeof ImportedRow>;

export const listImportedRows = endpoint({
  method: 'GET',
  path: '/api/imports/:id/rows',
  summary: 'What an import made and changed, by row of its file, 50 a page; the view is audited',
  access: 'imports:write',
  params: IdParams,
  query: z.object({
    /** Of an import that was undone what stayed. */
    only: z.enum(['kept']).optional(),
    cursor: z.string().max(200).optional(),
  }),
  reply: z.object({ items: z.array(ImportedRow), per_page: z.literal(50), next_cursor: z.string().nullable() }),
});
