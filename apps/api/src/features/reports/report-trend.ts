import type { reportTrend as endpoint, TrendRow } from '@hadir/contract/reports.ts';
import type { z } from 'zod';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { periodOnWire } from './read-period.ts';
import { openScope, placedSql, type Scope } from './report-scope.ts';
import { countsSql, marksSql, type TallyRow, toTally } from './tally-sql.ts';

type Reply = z.output<(typeof endpoint)['reply']>;
type Row = TallyRow & { first_on: string; sessions: number };

/** Attendance by day, week or month of the school's zone; at most 400 rows, so in one piece. */
export async function reportTrend(
  context: Pick<Context, 'db' | 'now'>,
  reader: SignedIn,
  asked: z.output<(typeof endpoint)['query']>,
): Promise<Reply> {
  const scope = await openScope(context, reader, asked);
  const by = asked.by ?? 'day';
  return { period: periodOnWire(scope.interval), by, items: await listTrend(context, scope, by) };
}

export async function listTrend(context: Pick<Context, 'db'>, scope: Scope, by: Reply['by']): Promise<TrendRow[]> {
  const students =
    scope.classId === null
      ? Prisma.empty
      : Prisma.sql`AND EXISTS (SELECT FROM people AS student WHERE student.id = enrollment.student_id ${placedSql(scope)})`;
  const rows = await context.db.$queryRaw<Row[]>`
    SELECT date_trunc(${by}, sums.starts_at AT TIME ZONE ${scope.interval.zone})::date::text AS first_on,
      count(*)::int AS sessions, sum(present)::int AS present, sum(late)::int AS late, sum(absent)::int AS absent,
      sum(pending)::int AS pending, sum(excused)::int AS excused, sum(sick)::int AS sick
    FROM (
      -- By session first: counting distinct sessions would sort every mark.
      SELECT mark.session_id, mark.starts_at, ${countsSql}
      FROM (${marksSql(scope, students)}) AS mark
      WHERE mark.status <> 'not_counted' GROUP BY mark.session_id, mark.starts_at
    ) AS sums
    GROUP BY 1 ORDER BY 1`;
  return rows.map(({ first_on: on, sessions, ...counts }) => ({ on, sessions, tally: toTally(counts) }));
}
