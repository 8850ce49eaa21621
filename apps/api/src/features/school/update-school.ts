import type { updateSchool as endpoint, School as SchoolOnWire } from '@hadir/contract/school.ts';
import type { z } from 'zod';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { newJoinCode } from './join-code.ts';
import { showSchool } from './show-school.ts';

type Change = z.output<(typeof endpoint)['body']>;

/** Changes what is given and leaves the rest. */
export async function updateSchool(context: Context, actor: Actor, change: Change): Promise<SchoolOnWire> {
  const { rotate_join_code, ...values } = change;
  const before = await showSchool(context, actor.schoolId);
  await context.db.$transaction(async (tx) => {
    await tx.school.update({
      where: { id: actor.schoolId },
      data: {
        ...(values.name !== undefined && { name: values.name }),
        ...(values.time_zone !== undefined && { timeZone: values.time_zone }),
        ...(values.face_threshold !== undefined && { faceThreshold: values.face_threshold }),
        ...(values.default_radius_m !== undefined && { defaultRadiusM: values.default_radius_m }),
        ...(values.plain_form !== undefined && { plainForm: values.plain_form }),
        ...(rotate_join_code && { joinCode: newJoinCode() }),
      },
    });
    const changed = Object.entries(values).filter(([, value]) => value !== undefined);
    await recordAudit(tx, {
      ...by(actor),
      action: rotate_join_code ? 'school.join_code_rotated' : 'school.updated',
      subjectType: 'school',
      subjectId: actor.schoolId,
      before: Object.fromEntries(changed.map(([name]) => [name, Reflect.get(before, name)])),
      after: Object.fromEntries(changed),
    });
  });
  return showSchool(context, actor.schoolId);
}
