import type { listReviewDecisions as endpoint } from '@hadir/contract/review.ts';
import type { z } from 'zod';
import { findNames } from '#features/school/find-names.ts';
import { ownSessions } from '#features/sessions/own-sessions.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { afterCursor, readTimeCursor, writeCursor } from '#http/cursor.ts';
import type { SignedIn } from '#http/sign-in.ts';

const perPage = 50;

const decisionFacts = {
  id: true,
  reasons: true,
  riskPoints: true,
  isConfirmed: true,
  wasInRoom: true,
  reason: true,
  decidedById: true,
  decidedAt: true,
  student: { select: { id: true, name: true } },
  session: { select: { id: true, title: true, startsAt: true, course: { select: { code: true } } } },
} as const satisfies Prisma.ReviewDecisionSelect;

type Row = Prisma.ReviewDecisionGetPayload<{ select: typeof decisionFacts }>;

/** Decisions, newest first: an admin's school, a teacher's class sessions and what they decided themselves. */
export async function listReviewDecisions(
  context: Pick<Context, 'db'>,
  reader: SignedIn,
  cursor: string | undefined,
): Promise<z.input<(typeof endpoint)['reply']>> {
  const position = readTimeCursor(cursor);
  const found = await context.db.reviewDecision.findMany({
    where: {
      schoolId: reader.schoolId,
      AND: [seenBy(reader), afterCursor(position, 'desc', (decidedAt) => ({ decidedAt }))],
    },
    orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }],
    take: perPage + 1,
    select: decisionFacts,
  });
  const rows = found.slice(0, perPage);
  const last = rows.at(-1);
  const names = await findNames(
    context.db,
    reader.schoolId,
    rows.map(({ decidedById }) => decidedById),
  );
  return {
    items: rows.map((row) => onWire(row, names.get(row.decidedById) ?? null)),
    per_page: perPage,
    next_cursor: found.length > perPage && last ? writeCursor([last.decidedAt.toISOString(), last.id]) : null,
  };
}

function seenBy(reader: SignedIn): Prisma.ReviewDecisionWhereInput {
  if (reader.role === 'admin') return {};
  return { OR: [{ decidedById: reader.id }, { session: ownSessions(reader) }] };
}

function onWire(row: Row, decidedBy: string | null) {
  const { session } = row;
  return {
    id: row.id,
    student: row.student,
    session: session && {
      id: session.id,
      title: session.title,
      course_code: session.course.code,
      starts_at: session.startsAt.toISOString(),
    },
    reasons: row.reasons,
    risk_points: row.riskPoints,
    is_confirmed: row.isConfirmed,
    was_in_room: row.wasInRoom,
    reason: row.reason,
    decided_by: decidedBy,
    decided_at: row.decidedAt.toISOString(),
  };
}
