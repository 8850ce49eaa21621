import type { RetentionKind, RetentionRun } from '@hadir/contract/privacy.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { eraseDeletedTemplates } from '#features/enrolment/erase-deleted-templates.ts';
import { readAttemptSettings } from '#features/school/read-attempt-settings.ts';
import { Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { type RetentionFacts, type RetentionRule, retentionRules } from './retention-rules.ts';

/** Rows of one statement, so that no lock lasts long. */
const atATime = 2000;

/**
 * Forgets what a school keeps no longer, or only counts it. Every statement is a transaction of its own with its audit
 * row: what was done before something fails stays done.
 * @param actor null for the daily round
 */
export async function applyRetention(
  context: Pick<Context, 'db' | 'vault' | 'now'>,
  schoolId: string,
  { isDryRun, actor }: { isDryRun: boolean; actor: (Actor & { name: string }) | null },
): Promise<RetentionRun> {
  const now = context.now();
  const { settings } = await context.db.school.findUniqueOrThrow({
    where: { id: schoolId },
    select: { settings: true },
  });
  const facts = { schoolId, figures: readAttemptSettings(settings).retention, now };
  const counts: Partial<Record<RetentionKind, number>> = {};
  for (const rule of retentionRules) {
    const count = isDryRun ? await countDue(context, rule, facts) : await forgetDue(context, rule, facts, actor);
    if (count > 0) counts[rule.kind] = (counts[rule.kind] ?? 0) + count;
  }
  if (counts.unused_templates && !isDryRun) await eraseDeletedTemplates(context);
  const run = await context.db.$transaction(async (tx) => {
    if (actor) {
      await recordAudit(tx, {
        ...by(actor),
        action: isDryRun ? 'retention.tried' : 'retention.run',
        subjectType: 'school',
        subjectId: schoolId,
        after: counts,
      });
    }
    return tx.retentionRun.create({
      data: { schoolId, isDryRun, counts, startedBy: actor?.id ?? null, createdAt: now },
    });
  });
  return { id: run.id, at: now.toISOString(), is_dry_run: isDryRun, started_by: actor?.name ?? null, counts };
}

const { sql, raw } = Prisma;

async function countDue({ db }: Pick<Context, 'db'>, { table, isDue }: RetentionRule, facts: RetentionFacts) {
  const [found] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM ${raw(table)} AS due
    WHERE due.school_id = ${facts.schoolId}::uuid AND ${isDue(facts)}`;
  return found?.count ?? 0;
}

async function forgetDue(
  { db }: Pick<Context, 'db'>,
  { kind, table, isDue, change }: RetentionRule,
  facts: RetentionFacts,
  actor: Actor | null,
): Promise<number> {
  const { schoolId } = facts;
  const due = sql`(
    SELECT due.ctid FROM ${raw(table)} AS due WHERE due.school_id = ${schoolId}::uuid AND ${isDue(facts)}
    LIMIT ${atATime} ${change ? sql`FOR UPDATE SKIP LOCKED` : Prisma.empty})`;
  let forgotten = 0;
  for (;;) {
    const count = await db.$transaction(async (tx) => {
      const rows = change
        ? await tx.$executeRaw`UPDATE ${raw(table)} SET ${change} WHERE ctid IN ${due}`
        : await tx.$executeRaw`DELETE FROM ${raw(table)} WHERE ctid IN ${due}`;
      if (rows > 0) {
        await recordAudit(tx, {
          ...(actor ? by(actor) : { schoolId, actorId: null }),
          ...{ action: 'retention.applied', subjectType: 'school', subjectId: schoolId },
          after: { forgotten: kind, rows },
        });
      }
      return rows;
    });
    forgotten += count;
    if (count < atATime) return forgotten;
  }
}
