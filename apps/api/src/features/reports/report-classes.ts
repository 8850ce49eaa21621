import type { ClassRow, reportClasses as endpoint } from '@hadir/contract/reports.ts';
import { z } from 'zod';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { readCursor, writeCursor } from '#http/cursor.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { isStorable } from '#http/text.ts';
import { periodOnWire } from './read-period.ts';
import { openScope, type Scope } from './report-scope.ts';
import { countsSql, marksSql, type TallyRow, toTally } from './tally-sql.ts';

type Reply = z.output<(typeof endpoint)['reply']>;
type Row = TallyRow & { id: string | null; name: string; level: number; students: number };

const perPage = 50;
const Position = z.tuple([z.number().int().min(0).max(100), z.string().max(200).refine(isStorable)]);
/** After every level: the row of those who are in no class. */
const noLevel = 99;

/** Attendance of each class of the school over a period, by level and name; those in no class come last. */
export async function reportClasses(
  context: Pick<Context, 'db' | 'now'>,
  reader: SignedIn,
  { cursor, ...asked }: z.output<(typeof endpoint)['query']>,
): Promise<Reply> {
  const scope = await openScope(context, reader, asked);
  const rows = await listClasses(context, scope, cursor, perPage + 1);
  const items = rows.slice(0, perPage);
  return {
    period: periodOnWire(scope.interval),
    items,
    per_page: perPage,
    next_cursor: rows.length > perPage ? cursorAfterClass(items) : null,
  };
}

export function cursorAfterClass(rows: readonly ClassRow[]): string | null {
  const last = rows.at(-1);
  return last ? writeCursor([last.class?.level ?? noLevel, last.class?.name ?? '']) : null;
}

/** So many classes after the cursor that have a student with a session that counts. */
export async function listClasses(
  context: Pick<Context, 'db'>,
  scope: Scope,
  cursor: string | undefined,
  limit: number,
): Promise<ClassRow[]> {
  const after = readCursor(cursor, Position);
  const rows = await context.db.$queryRaw<Row[]>`
    WITH mark AS (
      -- Per student first: half a million marks meet fifty thousand people, not the other way round.
      SELECT mark.student_id, ${countsSql} FROM (${marksSql(scope)}) AS mark
      WHERE mark.status <> 'not_counted' GROUP BY mark.student_id
    )
    SELECT class.id, coalesce(class.name, '') AS name, coalesce(class.level, ${noLevel})::int AS level,
      count(*)::int AS students, sum(mark.present)::int AS present, sum(mark.late)::int AS late,
      sum(mark.absent)::int AS absent, sum(mark.pending)::int AS pending, sum(mark.excused)::int AS excused,
      sum(mark.sick)::int AS sick
    FROM mark
    JOIN people AS student ON student.id = mark.student_id
    LEFT JOIN classes AS class ON class.id = student.class_id
    WHERE ${
      after === null
        ? Prisma.sql`true`
        : Prisma.sql`(coalesce(class.level, ${noLevel}), coalesce(class.name, '')) > (${after[0]}, ${after[1]})`
    }
    GROUP BY class.id, class.name, class.level
    ORDER BY 3, 2 LIMIT ${limit}`;
  return rows.map(({ id, name, level, students, ...counts }) => ({
    class: id === null ? null : { id, name, level },
    students,
    tally: toTally(counts),
  }));
}
