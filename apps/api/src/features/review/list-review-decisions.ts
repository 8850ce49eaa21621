import type { listReviewDecisions as endpoint } from '@hadir/contract/review.ts';
import { z } from 'zod';
import { ownCourses } from '#features/courses/get-course.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { readCursor, writeCursor } from '#http/cursor.ts';
import { toInstant } from '#http/instant.ts';
import type { SignedIn } from '#http/sign-in.ts';

const perPage = 50;
const Position = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]);

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

/** Decisions, newest first: an admin's school, a teacher's courses and what they decided themselves. */
export async function listReviewDecisions(
  context: Pick<Context, 'db'>,
  reader: SignedIn,
  cursor: string | undefined,
): Promise<z.input<(typeof endpoint)['reply']>> {
  const position = readCursor(cursor, Position);
  const found = await context.db.reviewDecision.findMany({
    where: {
      schoolId: reader.schoolId,
      AND: [seenBy(reader), position ? before(toInstant(position[0], 'cursor'), position[1]) : {}],
    },
    orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }],
    take: perPage + 1,
    select: decisionFacts,
  });
  const rows = found.slice(0, perPage);
  const last = rows.at(-1);
  const deciders = await context.db.person.findMany({
    where: { schoolId: reader.schoolId, id: { in: rows.flatMap(({ decidedById }) => decidedById ?? []) } },
    select: { id: true, name: true },
  });
  const names = new Map(deciders.map(({ id, name }) => [id, name]));
  return {
    items: rows.map((row) => onWire(row, names.get(row.decidedById ?? '') ?? null)),
    per_page: perPage,
    next_cursor: found.length > perPage && last ? writeCursor([last.decidedAt.toISOString(), last.id]) : null,
  };
}

function seenBy(reader: SignedIn): Prisma.ReviewDecisionWhereInput {
  if (reader.role === 'admin') return {};
  return { OR: [{ decidedById: reader.id }, { session: { course: ownCourses(reader) } }] };
}

function before(at: Date, id: string): Prisma.ReviewDecisionWhereInput {
  return { decidedAt: { lte: at }, OR: [{ decidedAt: { lt: at } }, { id: { lt: id } }] };
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
