import type { AttemptFile } from '@hadir/contract/attempts.ts';
import type { Cell, Column } from '#features/files/table-file.ts';
import { wallTime } from '#features/files/wall-time.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { afterCursor } from '#http/cursor.ts';
import type { AttemptWords } from './attempt-words.ts';
import { filtered } from './list-attempts.ts';

/** Rows of one question to the database. */
const rowsAtATime = 1000;

const facts = {
  ...{ id: true, createdAt: true, capturedAt: true, claimedSessionId: true, studentId: true, studentName: true },
  ...{ method: true, success: true, reason: true, state: true, latitude: true, longitude: true, accuracyM: true },
  ...{ distanceM: true, faceDistance: true, riskPoints: true, deviceHash: true, deviceKey: true },
  ...{ address: true, userAgent: true },
  session: { select: { title: true, startsAt: true, endsAt: true, course: { select: { code: true } } } },
} as const satisfies Prisma.AttendanceAttemptSelect;

type Row = Prisma.AttendanceAttemptGetPayload<{ select: typeof facts }>;

/** The log by its filters, newest first, a thousand at a time, so that a file of any length takes little memory. */
export async function* readLog(
  context: Pick<Context, 'db'>,
  schoolId: string,
  filter: Omit<AttemptFile, 'format' | 'language'>,
): AsyncGenerator<Row> {
  let last: { at: Date; id: string } | null = null;
  for (;;) {
    const rows: Row[] = await context.db.attendanceAttempt.findMany({
      where: { AND: [filtered(schoolId, filter), afterCursor(last, 'desc', (createdAt) => ({ createdAt }))] },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: rowsAtATime,
      select: facts,
    });
    yield* rows;
    const end = rows.at(-1);
    if (!end || rows.length < rowsAtATime) return;
    last = { at: end.createdAt, id: end.id };
  }
}

const numbers = new Set(['lat', 'lng', 'accuracy', 'distance', 'face_distance', 'risk_points']);

export function logColumns(words: AttemptWords): Column[] {
  return Object.entries(words.column).map(([name, header]) => ({
    header,
    kind: numbers.has(name) ? 'number' : 'text',
    width: 4,
  }));
}

/** In the order of the columns. */
export function logCells(row: Row, words: AttemptWords, zone: string): Cell[] {
  const at = (moment: Date | null | undefined) => (moment ? wallTime(moment, zone) : null);
  const { session } = row;
  const cells: Record<keyof AttemptWords['column'], Cell> = {
    at: at(row.createdAt),
    captured_at: at(row.capturedAt),
    student: row.studentName,
    student_id: row.studentId,
    course: session?.course.code ?? null,
    session: session?.title ?? null,
    session_starts: at(session?.startsAt),
    session_ends: at(session?.endsAt),
    session_id: row.claimedSessionId,
    method: row.method,
    success: row.success ? words.yes : words.no,
    reason: row.reason,
    state: row.state,
    lat: row.latitude,
    lng: row.longitude,
    accuracy: row.accuracyM,
    distance: row.distanceM,
    face_distance: row.faceDistance,
    risk_points: row.riskPoints,
    device_hash: row.deviceHash,
    device_key: row.deviceKey,
    address: row.address,
    user_agent: row.userAgent,
  };
  return Object.values(cells);
}
