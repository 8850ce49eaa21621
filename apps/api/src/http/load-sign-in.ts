import type { Role } from '@hadir/contract/permissions.ts';
import type { Context } from '#http/context.ts';
import { isId } from '#http/id.ts';
import { seenEveryMs, signInLasts, stepUpLastsMs } from '#http/sign-in-lasts.ts';

/** Loaded on every request, so that a changed role or a deactivation counts at once. */
export type SignedIn = { id: string; schoolId: string; role: Role; name: string };

/** The same with what is known of this browser's sign-in. */
export type WebSignIn = SignedIn & {
  signInId: string;
  /** Password or second factor were given in the last ten minutes. */
  isSteppedUp: boolean;
  /** The school asks its staff for a second factor and there is none yet. */
  lacksSecondFactor: boolean;
  /** The school was stopped; only its admins come this far. */
  isStopped: boolean;
};

type Row = SignedIn & {
  signInId: string;
  createdAt: Date;
  lastSeenAt: Date;
  steppedUpAt: Date | null;
  lacksSecondFactor: boolean;
  isStopped: boolean;
};

/** Who is signed in by this row; null when it was ended or has run out. One statement. */
export async function loadSignIn(
  context: Pick<Context, 'db' | 'now'>,
  signInId: string,
  personId: string,
): Promise<WebSignIn | null> {
  const [found = null] = await loadSignIns(context, [{ signInId, personId }]);
  return found;
}

/** The same for several at once, in their order. */
export async function loadSignIns(
  { db, now }: Pick<Context, 'db' | 'now'>,
  asked: readonly { signInId: string; personId: string }[],
): Promise<(WebSignIn | null)[]> {
  const ids = asked
    .filter(({ signInId, personId }) => isId(signInId) && isId(personId))
    .map(({ signInId }) => signInId);
  if (ids.length === 0) return asked.map(() => null);
  const rows = await db.$queryRaw<Row[]>`
    SELECT sign_ins.id AS "signInId", people.id, people.school_id AS "schoolId", people.role::text AS role, people.name,
      sign_ins.created_at AS "createdAt", sign_ins.last_seen_at AS "lastSeenAt", sign_ins.stepped_up_at AS "steppedUpAt",
      schools.staff_second_factor AND people.role <> 'student'
        AND NOT EXISTS (SELECT FROM totp_secrets WHERE person_id = people.id AND confirmed_at IS NOT NULL)
        AND NOT EXISTS (SELECT FROM passkeys WHERE person_id = people.id) AS "lacksSecondFactor",
      schools.stopped_at IS NOT NULL AS "isStopped"
    FROM sign_ins JOIN people ON people.id = sign_ins.person_id JOIN schools ON schools.id = people.school_id
    WHERE sign_ins.id = ANY (${ids}::uuid[]) AND sign_ins.ended_at IS NULL
      AND people.is_active AND (schools.stopped_at IS NULL OR people.role = 'admin'
        AND EXISTS (SELECT FROM destruction_requests WHERE school_id = schools.id))`;
  const at = now().getTime();
  const found = asked.map(({ signInId, personId }) => {
    const row = rows.find((one) => one.signInId === signInId.toLowerCase() && one.id === personId.toLowerCase());
    return row && isLasting(row, at) ? row : null;
  });
  const seen = found.flatMap((row) => (row && at - row.lastSeenAt.getTime() > seenEveryMs ? [row.signInId] : []));
  if (seen.length > 0) {
    await db.signIn.updateMany({ where: { id: { in: seen }, endedAt: null }, data: { lastSeenAt: new Date(at) } });
  }
  return found.map((row) => row && onePerson(row, at));
}

function isLasting({ role, createdAt, lastSeenAt }: Row, at: number): boolean {
  const { idleMs, absoluteMs } = signInLasts[role];
  return at - createdAt.getTime() <= absoluteMs && at - lastSeenAt.getTime() <= idleMs;
}

function onePerson(row: Row, at: number): WebSignIn {
  const { id, schoolId, role, name, signInId, lacksSecondFactor, isStopped } = row;
  const isSteppedUp = row.steppedUpAt !== null && at - row.steppedUpAt.getTime() <= stepUpLastsMs;
  return { id, schoolId, role, name, signInId, isSteppedUp, lacksSecondFactor, isStopped };
}
