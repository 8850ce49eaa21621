import type { SignInRow } from '@hadir/contract/account-security.ts';
import type { Context } from '#http/context.ts';
import type { WebSignIn } from '#http/sign-in.ts';
import { signInLasts } from '#http/sign-in-lasts.ts';

const hourMs = 3_600_000;
const shown = 50;

type Answer = { items: SignInRow[]; idle_hours: number; absolute_hours: number };

/** The own sign-ins that still open, newest first; of very many the latest fifty. */
export async function listSignIns({ db, now }: Pick<Context, 'db' | 'now'>, person: WebSignIn): Promise<Answer> {
  const at = now().getTime();
  const { idleMs, absoluteMs } = signInLasts[person.role];
  const rows = await db.signIn.findMany({
    where: {
      ...{ personId: person.id, schoolId: person.schoolId, endedAt: null },
      createdAt: { gte: new Date(at - absoluteMs) },
      lastSeenAt: { gte: new Date(at - idleMs) },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: shown,
  });
  return {
    items: rows.map((row) => ({
      id: row.id,
      is_this: row.id === person.signInId,
      address: row.address,
      user_agent: row.userAgent,
      created_at: row.createdAt.toISOString(),
      last_seen_at: row.lastSeenAt.toISOString(),
      with_second_factor: row.secondFactorAt !== null,
    })),
    idle_hours: idleMs / hourMs,
    absolute_hours: absoluteMs / hourMs,
  };
}
