import { type listImportedRows as endpoint, ImportedRow, KeptBecause } from '@hadir/contract/imports.ts';
import { z } from 'zod';
import type { ImportRow } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { readCursor, writeCursor } from '#http/cursor.ts';
import { findImport } from './find-import.ts';

const perPage = 50;
const Position = z.tuple([z.int32(), z.uuid()]);

type Page = z.input<(typeof endpoint)['reply']>;
type Asked = z.output<(typeof endpoint)['query']>;
type Name = { id: string; name: string };

/**
 * What an import made and changed, by row of its file.
 * @throws AppError not_found
 */
export async function listImportedRows(
  context: Pick<Context, 'db'>,
  schoolId: string,
  importId: string,
  { cursor, only }: Asked,
): Promise<Page> {
  await findImport(context.db, schoolId, importId);
  const after = readCursor(cursor, Position);
  const found = await context.db.importRow.findMany({
    where: {
      ...{ schoolId, batchId: importId },
      ...(only === 'kept' && { undone: { not: 'taken_back' } }),
      ...(after && {
        rowNumber: { gte: after[0] },
        OR: [{ rowNumber: { gt: after[0] } }, { id: { gt: after[1] } }],
      }),
    },
    orderBy: [{ rowNumber: 'asc' }, { id: 'asc' }],
    take: perPage + 1,
  });
  const rows = found.slice(0, perPage);
  const last = rows.at(-1);
  const names = await nameSubjects(context, schoolId, rows);
  return {
    items: rows.map((row) => show(row, names.get(row.subjectId) ?? null)),
    per_page: perPage,
    next_cursor: found.length > perPage && last ? writeCursor([last.rowNumber, last.id]) : null,
  };
}

function show({ id, rowNumber, subjectType, subjectId, before, undone }: ImportRow, name: string | null): ImportedRow {
  const why = KeptBecause.safeParse(undone).data ?? null;
  return {
    id,
    row: rowNumber,
    subject: { type: ImportedRow.shape.subject.shape.type.parse(subjectType), id: subjectId, name },
    change: before === null ? 'made' : 'changed',
    undone: undone === null ? null : why === null ? 'taken_back' : 'kept',
    kept_because: why,
  };
}

/** What the subjects are called now. */
async function nameSubjects({ db }: Pick<Context, 'db'>, schoolId: string, rows: readonly ImportRow[]) {
  const of = (type: string) => ({
    schoolId,
    id: { in: rows.flatMap(({ subjectType, subjectId }) => (subjectType === type ? [subjectId] : [])) },
  });
  const select = { id: true, name: true } as const;
  const named: Name[] = [
    ...(await db.person.findMany({ where: of('person'), select })),
    ...(await db.guardian.findMany({ where: of('guardian'), select })),
    ...(await db.invitation.findMany({ where: of('invitation'), select })),
  ];
  const courses = await db.course.findMany({ where: of('course'), select: { id: true, code: true, section: true } });
  const enrollments = await db.enrollment.findMany({
    where: of('enrollment'),
    select: { id: true, student: { select: { name: true } }, course: { select: { code: true } } },
  });
  named.push(...courses.map(({ id, code, section }) => ({ id, name: `${code} ${section}` })));
  named.push(...enrollments.map(({ id, student, course }) => ({ id, name: `${student.name}, ${course.code}` })));
  return new Map(named.map(({ id, name }) => [id, name]));
}
