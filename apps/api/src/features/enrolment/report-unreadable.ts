import { recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import type { Holder } from './seal-descriptor.ts';

/**
 * Notes, once, that a face template does not open: in the log, in the audit, and on the template for the list of people.
 * A report that fails keeps no mark back.
 */
export async function reportUnreadable(context: Context, template: Holder): Promise<void> {
  const { templateId, personId, schoolId } = template;
  try {
    const { count } = await context.db.$transaction(async (tx) => {
      const told = await tx.faceTemplate.updateMany({
        where: { id: templateId, schoolId, unreadableAt: null },
        data: { unreadableAt: context.now() },
      });
      if (told.count > 0) await recordAudit(tx, { ...about(template), action: 'face_template.unreadable' });
      return told;
    });
    if (count > 0) context.log.error({ templateId, personId }, 'a face template does not open');
  } catch (err) {
    context.log.error({ templateId, personId, err }, 'an unreadable face template was not reported');
  }
}

/** The rows were put right. */
export async function reportReadable(context: Context, template: Holder): Promise<void> {
  const { templateId, personId, schoolId } = template;
  try {
    await context.db.$transaction(async (tx) => {
      const where = { id: templateId, schoolId, unreadableAt: { not: null } };
      const { count } = await tx.faceTemplate.updateMany({ where, data: { unreadableAt: null } });
      if (count > 0) await recordAudit(tx, { ...about(template), action: 'face_template.readable_again' });
    });
  } catch (err) {
    context.log.error({ templateId, personId, err }, 'a face template that opens again was not noted');
  }
}

const about = ({ schoolId, personId, templateId }: Holder) =>
  ({
    schoolId,
    actorId: null,
    subjectType: 'person',
    subjectId: personId,
    after: { template_id: templateId },
  }) as const;
