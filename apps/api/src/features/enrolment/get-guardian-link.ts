import type { Tx } from '#db.ts';
import { hashToken } from '#features/people/invitation-token.ts';
import { AppError } from '#http/errors.ts';

type GuardianLinkFacts = {
  id: string;
  schoolId: string;
  personId: string;
  expiresAt: Date;
  person: { name: string };
  school: { name: string; consentVersion: number; consentText: string; retentionPolicy: string; settings: unknown };
};

/**
 * The link behind a token, while it works.
 * @throws AppError link_invalid: unknown, used, expired, or its school or student wants nothing of it any more
 */
export async function getGuardianLink(tx: Tx, token: string, now: Date): Promise<GuardianLinkFacts> {
  const link = await tx.guardianLink.findFirst({
    where: {
      tokenHash: hashToken(token),
      usedAt: null,
      expiresAt: { gt: now },
      person: { isActive: true },
      school: { consentPolicy: 'guardian', retentionPublishedAt: { not: null }, stoppedAt: null },
    },
    select: {
      id: true,
      schoolId: true,
      personId: true,
      expiresAt: true,
      person: { select: { name: true } },
      school: {
        select: { name: true, consentVersion: true, consentText: true, retentionPolicy: true, settings: true },
      },
    },
  });
  if (!link) throw new AppError('link_invalid', 'This link is no longer valid. Ask the school for a new one.');
  return link;
}
