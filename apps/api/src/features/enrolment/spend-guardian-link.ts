import type { Tx } from '#db.ts';
import { AppError } from '#http/errors.ts';
import { getGuardianLink } from './get-guardian-link.ts';
import { lockPerson } from './lock-person.ts';

/**
 * Uses a link up; `answer` is what else is kept of it.
 * @throws AppError link_invalid
 */
export async function spendGuardianLink(
  tx: Tx,
  token: string,
  now: Date,
  answer: { refusedAt: Date; refusedBy: string; refusedVersion: number } | null,
): Promise<Awaited<ReturnType<typeof getGuardianLink>>> {
  const link = await getGuardianLink(tx, token, now);
  // First, as everybody does who ends links: the other way round two of them would wait for each other.
  await lockPerson(tx, link.personId);
  // The update decides between two who use one link at once.
  const { count } = await tx.guardianLink.updateMany({
    where: { id: link.id, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now, ...answer },
  });
  if (count === 0) throw new AppError('link_invalid', 'This link is no longer valid. Ask the school for a new one.');
  return link;
}
