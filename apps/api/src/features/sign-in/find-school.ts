import type { Context } from '#http/context.ts';

/** The school behind a join code as people type it: any case, with spaces or dashes; none that was stopped. */
export async function findSchoolByJoinCode(
  context: Pick<Context, 'db'>,
  typed: string,
): Promise<{ id: string } | null> {
  const joinCode = typed.replace(/[\s-]/g, '').toUpperCase();
  return context.db.school.findUnique({ where: { joinCode, isOffice: false, stoppedAt: null }, select: { id: true } });
}
