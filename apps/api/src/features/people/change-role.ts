import type { changeRole as endpoint } from '@hadir/contract/staff.ts';
import type { z } from 'zod';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { AppError, notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';

type Given = z.output<(typeof endpoint)['body']>;

/**
 * Changes what a colleague may do. Their courses and class sessions stay theirs.
 * @throws AppError not_found, also for students; not_possible_now for the own role
 */
export async function changeRole(context: Context, admin: Actor, id: string, given: Given): Promise<void> {
  const { schoolId } = admin;
  await context.db.$transaction(async (tx) => {
    // One after the other: of two admins who take each other's role the second is none any more.
    await tx.$queryRaw`SELECT id FROM schools WHERE id = ${schoolId}::uuid FOR NO KEY UPDATE`;
    const isAdmin = { id: admin.id, role: 'admin', isActive: true } as const;
    if (!(await tx.person.findFirst({ where: isAdmin, select: { id: true } }))) {
      throw new AppError('not_allowed', 'Your account may not do this.');
    }
    const person = isId(id)
      ? await tx.person.findFirst({
          where: { id, schoolId, role: { in: ['teacher', 'viewer', 'admin'] }, erasedAt: null },
          select: { id: true, role: true },
        })
      : null;
    if (!person) throw notFound();
    if (person.id === admin.id) throw new AppError('not_possible_now', 'Another admin has to change your role.');
    if (person.role === given.role) return;
    await tx.person.update({ where: { id: person.id }, data: { role: given.role } });
    await recordAudit(tx, {
      ...by(admin),
      action: 'person.role_changed',
      subjectType: 'person',
      subjectId: person.id,
      before: { role: person.role },
      after: { role: given.role },
      reason: given.reason,
    });
  });
}
