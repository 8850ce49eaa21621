import type { AuditRow, listAuditEntries as endpoint } from '@hadir/contract/audit.ts';
import { z } from 'zod';
import type { Db } from '#db.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { afterCursor, readTimeCursor, writeCursor } from '#http/cursor.ts';
import { unknownReference } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import { toInstant } from '#http/instant.ts';
import { nameSubjects } from './name-subjects.ts';

const perPage = 50;

const Values = z.record(z.string(), z.unknown()).nullable().catch(null);
const Text = z.string().nullable().catch(null);
const Payload = z.object({ before: Values, after: Values, reason: Text, address: Text, user_agent: Text });

type Filter = z.output<(typeof endpoint)['query']>;
type Page = z.input<(typeof endpoint)['reply']>;

/**
 * Audit rows of the school, newest first.
 * @throws AppError not_found for somebody or something that the school has never had
 */
export async function listAuditEntries(context: Pick<Context, 'db'>, schoolId: string, filter: Filter): Promise<Page> {
  const position = readTimeCursor(filter.cursor);
  const where = filtered(schoolId, filter);
  await requireMet(context.db, schoolId, filter);
  const found = await context.db.auditEntry.findMany({
    where: { AND: [where, afterCursor(position, 'desc', (createdAt) => ({ createdAt }))] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: perPage + 1,
    include: { payload: { select: { payload: true } } },
  });
  const rows = found.slice(0, perPage);
  const names = await nameSubjects(context.db, schoolId, rows);
  const last = rows.at(-1);
  return {
    items: rows.map(
      (row): AuditRow => ({
        id: row.id,
        at: row.createdAt.toISOString(),
        action: row.action,
        actor: row.actorId === null ? null : { id: row.actorId, name: names.get(row.actorId) ?? null },
        subject: { type: row.subjectType, id: row.subjectId, name: names.get(row.subjectId) ?? null },
        is_erased: row.payload === null,
        ...readPayload(row.payload?.payload),
      }),
    ),
    per_page: perPage,
    next_cursor: found.length > perPage && last ? writeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}

/** Nothing where it was erased, or is not ours any more: that is for `npm run audit:verify` to say. */
function readPayload(text = '{}'): z.infer<typeof Payload> {
  try {
    return Payload.parse(JSON.parse(text));
  } catch {
    return { before: null, after: null, reason: null, address: null, user_agent: null };
  }
}

/** A person of the school, or what its log speaks of: that may be gone long since. */
async function requireMet(
  db: Db,
  schoolId: string,
  { actor_id: actorId, subject_id: subjectId }: Filter,
): Promise<void> {
  const isMet = async (id: string, where: Prisma.AuditEntryWhereInput) =>
    (isId(id) && (await db.person.count({ where: { id, schoolId } })) > 0) ||
    (await db.auditEntry.findFirst({ where: { schoolId, ...where }, select: { id: true } })) !== null;
  if (actorId !== undefined && !(isId(actorId) && (await isMet(actorId, { actorId }))))
    throw unknownReference('actor_id');
  if (subjectId !== undefined && !(await isMet(subjectId, { subjectId }))) throw unknownReference('subject_id');
}

function filtered(schoolId: string, filter: Filter): Prisma.AuditEntryWhereInput {
  const { action, kind, actor_id: actorId, subject_id: subjectId, from, to } = filter;
  return {
    schoolId,
    ...(action !== undefined && { action }),
    ...(kind === 'changes' && { NOT: { action: { endsWith: '.viewed' } } }),
    ...(actorId !== undefined && { actorId }),
    ...(subjectId !== undefined && { subjectId }),
    createdAt: {
      ...(from !== undefined && { gte: toInstant(from, 'from') }),
      ...(to !== undefined && { lt: toInstant(to, 'to') }),
    },
  };
}
