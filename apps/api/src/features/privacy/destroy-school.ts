import type { KeyObject } from 'node:crypto';
import { recordAudit } from '#features/audit/record-audit.ts';
import { forgetCourse } from '#features/courses/course-memory.ts';
import { eraseDeletedTemplates } from '#features/enrolment/erase-deleted-templates.ts';
import { forgetFaces } from '#features/enrolment/roster-faces.ts';
import type { Context } from '#http/context.ts';
import { signCertificate } from './certificate.ts';
import { deleteRowsOf, schoolTables } from './school-tables.ts';

/** Millions of attempts take their time; nobody waits for it, and other schools' rows are not touched. */
const longest = { timeout: 60 * 60_000 };

/**
 * Destroys everything of a school that is due, and leaves a signed certificate. All of it or nothing: what is counted is
 * what has gone.
 * @param key signs the audit's checkpoints
 * @returns whether it was due
 */
export async function destroySchool(
  context: Pick<Context, 'db' | 'vault' | 'now'>,
  schoolId: string,
  key: KeyObject,
): Promise<boolean> {
  const now = context.now();
  const gone = await context.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT school_id FROM destruction_requests WHERE school_id = ${schoolId}::uuid FOR UPDATE`;
    const request = await tx.destructionRequest.findFirst({
      where: { schoolId, dueAt: { lte: now } },
      include: { school: { select: { name: true } } },
    });
    if (!request) return null;
    const courses = await tx.course.findMany({ where: { schoolId }, select: { id: true } });
    const faces = await tx.faceTemplate.findMany({ where: { schoolId }, select: { id: true, personId: true } });
    const destroyed: Record<string, number> = {};
    for (const table of schoolTables) {
      const rows = await tx.$executeRaw(deleteRowsOf(table, schoolId));
      if (rows > 0) destroyed[table] = rows;
    }
    const certificate = signCertificate(
      {
        school_id: schoolId,
        school_name: request.school.name,
        stopped_at: request.requestedAt.toISOString(),
        destroyed_at: now.toISOString(),
        destroyed,
        face_keys_destroyed: faces.length,
        audit_rows_left: await tx.auditEntry.count({ where: { schoolId } }),
      },
      key,
    );
    const { id } = await tx.destructionCertificate.create({
      data: {
        ...{ schoolId, schoolName: request.school.name, counts: destroyed, signature: certificate.signature },
        ...{ document: JSON.stringify(certificate, null, 2), tokenHash: request.tokenHash, destroyedAt: now },
      },
    });
    await recordAudit(tx, {
      ...{ schoolId, actorId: null, action: 'school.destroyed', subjectType: 'school', subjectId: schoolId },
      after: { certificate_id: id },
    });
    return { courses, faces };
  }, longest);
  if (!gone) return false;
  for (const { id } of gone.courses) forgetCourse(context.db, id);
  for (const { personId } of gone.faces) forgetFaces(context.db, personId);
  await eraseDeletedTemplates(context);
  return true;
}
