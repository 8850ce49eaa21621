import type { AttemptFile } from '@hadir/contract/attempts.ts';
import { type ActingPerson, by, recordAudit } from '#features/audit/record-audit.ts';
import { countSent } from '#features/files/count-sent.ts';
import { nameFile } from '#features/files/name-file.ts';
import type { Cell } from '#features/files/table-file.ts';
import { wallTime } from '#features/files/wall-time.ts';
import { writeTable } from '#features/files/write-table.ts';
import type { Context } from '#http/context.ts';
import { notFound } from '#http/errors.ts';
import type { FileReply } from '#http/file-reply.ts';
import { isId } from '#http/id.ts';
import { toInstant } from '#http/instant.ts';
import { type AttemptWords, attemptWords } from './attempt-words.ts';
import { logCells, logColumns, readLog } from './read-log.ts';

/**
 * The log of attempts as a file, with distances. Who makes it is written before the first byte goes out, how much went
 * out afterwards.
 * @throws AppError not_found for a class session, student or signal that is not of the school; too_many_rows
 */
export async function makeAttemptFile(
  context: Context,
  actor: ActingPerson,
  { format, language, ...filter }: AttemptFile,
): Promise<FileReply> {
  await areOfSchool(context, actor.schoolId, filter);
  const words = attemptWords[language];
  const { name: schoolName, timeZone: zone } = await context.db.school.findUniqueOrThrow({
    where: { id: actor.schoolId },
    select: { name: true, timeZone: true },
  });
  const [from, to] = [filter.from && toInstant(filter.from, 'from'), filter.to && toInstant(filter.to, 'to')];
  const subject = { ...by(actor), subjectType: 'school', subjectId: actor.schoolId };
  await recordAudit(context.db, { ...subject, action: 'attempts.exported', after: { format, ...filter } });
  const rows = countSent(inCells(context, actor.schoolId, filter, words, zone), async (count, isWhole) =>
    recordAudit(context.db, {
      ...{ ...subject, action: 'attempts.export_ended' },
      after: { format, rows: count, is_whole: isWhole },
    }),
  );
  const now = wallTime(context.now(), zone);
  const facts = [
    { name: words.fact.school, value: schoolName },
    { name: words.fact.from, value: from ? from.toISOString() : words.fact.begin },
    { name: words.fact.to, value: to ? to.toISOString() : words.fact.now },
    { name: words.fact.zone, value: zone },
    { name: words.fact.made_at, value: now },
    { name: words.fact.made_by, value: actor.name },
  ];
  const table = { title: words.title, language, facts, columns: logColumns(words), rows, pageWord: words.page };
  const days = [from, to].flatMap((at) => (at ? [wallTime(at, zone).slice(0, 10)] : []));
  return writeTable(format, nameFile(schoolName, words.title, ...(days.length > 0 ? days : [now.slice(0, 10)])), table);
}

type Filter = Parameters<typeof readLog>[2];

async function* inCells(
  context: Context,
  schoolId: string,
  filter: Filter,
  words: AttemptWords,
  zone: string,
): AsyncGenerator<Cell[]> {
  for await (const row of readLog(context, schoolId, filter)) yield logCells(row, words, zone);
}

async function areOfSchool({ db }: Context, schoolId: string, filter: Filter): Promise<void> {
  const { session_id: sessionId, student_id: studentId, signal_id: signalId } = filter;
  const ids = [sessionId, studentId, signalId].filter((id) => id !== undefined);
  if (!ids.every(isId)) throw notFound();
  const found = await Promise.all([
    // One that was deleted is still in the log.
    sessionId === undefined ||
      db.classSession
        .findFirst({ where: { id: sessionId, schoolId }, select: { id: true } })
        .then(
          async (session) =>
            session ??
            db.attendanceAttempt.findFirst({ where: { claimedSessionId: sessionId, schoolId }, select: { id: true } }),
        ),
    studentId === undefined || db.person.findFirst({ where: { id: studentId, schoolId }, select: { id: true } }),
    signalId === undefined || db.fraudSignal.findFirst({ where: { id: signalId, schoolId }, select: { id: true } }),
  ]);
  if (!found.every(Boolean)) throw notFound();
}
