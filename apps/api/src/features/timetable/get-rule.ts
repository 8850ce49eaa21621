import type { Tx } from '#db.ts';
import { ownCourses } from '#features/courses/get-course.ts';
import { notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { type RuleFacts, ruleFacts } from './show-rule.ts';

/**
 * A rule of a course this member of staff works with, unless it has ended.
 * @throws AppError not_found
 */
export async function getRule(tx: Tx, person: SignedIn, id: string): Promise<RuleFacts> {
  const rule = isId(id)
    ? await tx.timetableRule.findFirst({
        where: { id, schoolId: person.schoolId, archivedAt: null, course: ownCourses(person) },
        select: ruleFacts,
      })
    : null;
  if (!rule) throw notFound();
  return rule;
}
