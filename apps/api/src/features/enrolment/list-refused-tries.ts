import { type listRefusedTries as endpoint, RefusedWhy } from '@hadir/contract/enrolment.ts';
import { z } from 'zod';
import type { ActingPerson } from '#features/audit/record-audit.ts';
import { recordView } from '#features/audit/record-view.ts';
import { getOwnStudent } from '#features/people/get-own-student.ts';
import type { Context } from '#http/context.ts';
import { decideHeadTurn } from './decide-head-turn.ts';
import type { RefusedTryFacts } from './keep-refused-try.ts';

const shown = 20;
const enrolment: RefusedTryFacts['action'] = 'face_template.refused';
const phone: RefusedTryFacts['action'] = 'device_key.refused';

const Payload = z.object({ after: z.object({ why: RefusedWhy }) });

/**
 * Staff look at the faces of one of their students that were refused, and at how the enrolled one was taken; audited.
 * @throws AppError not_found
 */
export async function listRefusedTries(
  context: Context,
  staff: ActingPerson,
  studentId: string,
): Promise<z.input<(typeof endpoint)['reply']>> {
  const student = await getOwnStudent(context.db, staff, studentId);
  await recordView(context, staff, 'refused_tries.viewed', { type: 'person', id: student.id });
  const rows = await context.db.auditEntry.findMany({
    where: {
      schoolId: staff.schoolId,
      subjectType: 'person',
      subjectId: student.id,
      action: { in: [enrolment, phone] },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: shown,
    select: { id: true, action: true, createdAt: true, payload: { select: { payload: true } } },
  });
  const template = await context.db.faceTemplate.findFirst({
    where: { personId: student.id, schoolId: staff.schoolId },
    select: { poseSpread: true },
  });
  return {
    head: template && decideHeadTurn(template.poseSpread),
    items: rows.map(({ id, action, createdAt, payload }) => ({
      id,
      at: createdAt.toISOString(),
      at_what: action === enrolment ? ('enrolment' as const) : ('phone' as const),
      why: readWhy(payload?.payload),
    })),
  };
}

/** Null where it was erased, or is not ours any more. */
function readWhy(text = '{}'): RefusedWhy | null {
  try {
    return Payload.parse(JSON.parse(text)).after.why;
  } catch {
    return null;
  }
}
