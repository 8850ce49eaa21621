import { createHash, timingSafeEqual } from 'node:crypto';
import type { setUpSchool as endpoint } from '@hadir/contract/school.ts';
import type { z } from 'zod';
import { by, recordAudit } from '#features/audit/record-audit.ts';
import { hashPassword } from '#features/sign-in/password.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import type { Client } from '#http/input.ts';
import { makeSchool } from './make-school.ts';

type SetUp = z.output<(typeof endpoint)['body']>;

/**
 * The first admin makes the one school. Setting up publishes what people are told.
 * @throws AppError link_invalid, also once a school exists
 */
export async function setUpSchool(
  context: Context,
  given: SetUp,
  client: Pick<Client, 'address' | 'userAgent'>,
): Promise<{ id: string; role: 'admin' }> {
  if (!context.setUpToken || !isSame(given.token, context.setUpToken)) throw refusal();
  const passwordHash = await hashPassword(given.password, client.address);
  return context.db.$transaction(async (tx) => {
    // Two at once would both find no school.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('hadir/set-up'))`;
    if ((await tx.school.count({ where: { isOffice: false } })) > 0) throw refusal();
    const schoolId = await makeSchool(tx, {
      name: given.school_name,
      timeZone: given.time_zone,
      now: context.now(),
      consentPolicy: given.consent_policy,
      consentText: given.consent_text,
      retentionPolicy: given.retention_policy,
    });
    const admin = await tx.person.create({
      data: { schoolId, role: 'admin', name: given.name, email: given.email, passwordHash },
      select: { id: true },
    });
    await tx.consentText.updateMany({ where: { schoolId }, data: { publishedById: admin.id } });
    await recordAudit(tx, {
      ...by({ id: admin.id, schoolId, client }),
      action: 'school.set_up',
      subjectType: 'school',
      subjectId: schoolId,
      after: { name: given.school_name, admin: given.name, consent_policy: given.consent_policy },
    });
    return { id: admin.id, role: 'admin' };
  });
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [given, expected].map((text) => createHash('sha256').update(text).digest());
  return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}

function refusal(): AppError {
  return new AppError('link_invalid', 'This set-up link is no longer valid.');
}
