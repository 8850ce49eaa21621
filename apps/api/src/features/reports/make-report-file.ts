import type { ReportFile } from '@hadir/contract/reports.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { countSent } from '#features/files/count-sent.ts';
import { nameFile } from '#features/files/name-file.ts';
import type { TableFile } from '#features/files/table-file.ts';
import { wallTime } from '#features/files/wall-time.ts';
import { writeTable } from '#features/files/write-table.ts';
import type { Context } from '#http/context.ts';
import type { FileReply } from '#http/file-reply.ts';
import { openReport } from './report-source.ts';
import { reportWords } from './report-words.ts';

/**
 * A whole report as a file. Who makes it is written before the first byte goes out, how much went out afterwards.
 * @throws AppError not_found, invalid_request, too_many_rows
 */
export async function makeReportFile(
  context: Context,
  actor: ActingPerson,
  { format, language, ...asked }: ReportFile,
): Promise<FileReply> {
  const words = reportWords[language];
  const { scope, facts, title, layout } = await openReport(context, actor, asked, words);
  const { name: schoolName } = await context.db.school.findUniqueOrThrow({
    where: { id: actor.schoolId },
    select: { name: true },
  });
  const { fromOn, toOn, from, to, zone } = scope.interval;
  // As its view is: one student's history is theirs to find, in the log and in what they take away of themselves.
  const subject =
    asked.report === 'student'
      ? { subjectType: 'person', subjectId: asked.student_id }
      : { subjectType: 'school', subjectId: actor.schoolId };
  await recordAudit(context.db, { ...by(actor), ...subject, action: 'report.exported', after: { format, ...asked } });
  const table: TableFile = {
    title,
    language,
    facts: [
      { name: words.fact.school, value: schoolName },
      ...facts,
      { name: words.fact.first_day, value: fromOn },
      { name: words.fact.last_day, value: toOn },
      { name: words.fact.from, value: from.toISOString() },
      { name: words.fact.to, value: to.toISOString() },
      { name: words.fact.zone, value: zone },
      { name: words.fact.made_at, value: wallTime(context.now(), zone) },
      { name: words.fact.made_by, value: actor.name },
      // Where every row says it again, it would be longer than the row.
      ...(format === 'csv' ? [] : [{ name: words.fact.counted, value: words.legend }]),
    ],
    columns: layout.columns,
    rows: countSent(layout.rows, async (rows, isWhole) =>
      recordAudit(context.db, {
        ...{ ...by(actor), ...subject, action: 'report.export_ended' },
        after: { report: asked.report, format, rows, is_whole: isWhole },
      }),
    ),
    pageWord: words.page,
  };
  return writeTable(format, nameFile(schoolName, title, fromOn, ...(toOn === fromOn ? [] : [toOn])), table);
}
