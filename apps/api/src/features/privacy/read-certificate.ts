import { Certificate, type readCertificate as endpoint } from '@hadir/contract/destruction.ts';
import type { z } from 'zod';
import { hashToken } from '#features/people/invitation-token.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';

/**
 * What the link of a destruction shows.
 * @throws AppError link_invalid, also once it was taken back
 */
export async function readCertificate(
  { db }: Pick<Context, 'db'>,
  token: string,
): Promise<z.input<(typeof endpoint)['reply']>> {
  const tokenHash = hashToken(token);
  const certificate = await db.destructionCertificate.findUnique({ where: { tokenHash } });
  if (certificate) return { state: 'destroyed', certificate: Certificate.parse(JSON.parse(certificate.document)) };
  const request = await db.destructionRequest.findUnique({
    where: { tokenHash },
    select: { dueAt: true, school: { select: { name: true } } },
  });
  if (!request) throw new AppError('link_invalid', 'This link leads nowhere.');
  return { state: 'waiting', school_name: request.school.name, due_at: request.dueAt.toISOString() };
}
