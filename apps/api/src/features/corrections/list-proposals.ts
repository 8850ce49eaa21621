import type { listChangeProposals as endpoint, ChangeProposal as ProposalOnWire } from '@hadir/contract/corrections.ts';
import type { z } from 'zod';
import { listRoster } from '#features/attendance/list-roster.ts';
import { findNames } from '#features/school/find-names.ts';
import { ownSessions } from '#features/sessions/own-sessions.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { afterCursor, readTimeCursor, writeCursor } from '#http/cursor.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { PlannedChanges } from './planned-changes.ts';

const perPage = 50;

const proposalFacts = {
  id: true,
  changes: true,
  reason: true,
  state: true,
  createdAt: true,
  decidedAt: true,
  decidedById: true,
  decisionReason: true,
  proposedBy: { select: { id: true, name: true } },
  request: { select: { student: { select: { name: true } } } },
  session: { select: { id: true, title: true, startsAt: true, course: { select: { id: true, code: true } } } },
} as const satisfies Prisma.ChangeProposalSelect;

type Row = Prisma.ChangeProposalGetPayload<{ select: typeof proposalFacts }>;
type Filter = z.output<(typeof endpoint)['query']>;
type Page = z.input<(typeof endpoint)['reply']>;

/** Corrections for a second person: open ones with the longest waiting first, decided ones with the newest first. */
export async function listProposals(context: Context, reader: SignedIn, { list, cursor }: Filter): Promise<Page> {
  const isOpen = list === 'open';
  const order = isOpen ? 'asc' : 'desc';
  const position = readTimeCursor(cursor);
  const found = await context.db.changeProposal.findMany({
    where: {
      AND: [
        { schoolId: reader.schoolId, session: ownSessions(reader) },
        { state: isOpen ? 'open' : { in: ['accepted', 'refused'] } },
        afterCursor(position, order, (createdAt) => ({ createdAt })),
      ],
    },
    orderBy: [{ createdAt: order }, { id: order }],
    take: perPage + 1,
    select: proposalFacts,
  });
  const rows = found.slice(0, perPage);
  const names = await findNames(
    context.db,
    reader.schoolId,
    rows.map(({ decidedById }) => decidedById),
  );
  const items: ProposalOnWire[] = [];
  for (const row of rows) items.push(await toItem(context, reader, row, names.get(row.decidedById) ?? null));
  const last = rows.at(-1);
  return {
    items,
    per_page: perPage,
    next_cursor: found.length > perPage && last ? writeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}

async function toItem(context: Context, reader: SignedIn, row: Row, decidedBy: string | null): Promise<ProposalOnWire> {
  const changes = PlannedChanges.parse(row.changes);
  const ids = changes.map(({ student_id }) => student_id);
  const roster = await listRoster(context.db, row.session, ids, context.now());
  const { id, reason, state, session } = row;
  return {
    id,
    session: {
      id: session.id,
      title: session.title,
      course_code: session.course.code,
      starts_at: session.startsAt.toISOString(),
    },
    proposed_by: row.proposedBy,
    reason,
    state,
    created_at: row.createdAt.toISOString(),
    changes: roster.flatMap(({ student, standing }) => {
      const change = changes.find(({ student_id }) => student_id === student.id);
      return change ? [{ student: { id: student.id, name: student.name }, status: change.status, standing }] : [];
    }),
    may_decide: state === 'open' && row.proposedBy?.id !== reader.id,
    asked_by: row.request?.student.name ?? null,
    decided_at: row.decidedAt?.toISOString() ?? null,
    decided_by: decidedBy,
    decision_reason: row.decisionReason,
  };
}
