import { signalLimits } from '@hadir/contract/signals.ts';
import type { Tx } from '#db.ts';
import { isId } from '#http/id.ts';
import { decideSharedPhone } from './decide-shared-phone.ts';
import { daysBefore, type SeenAttempt } from './read-attempts.ts';
import type { Sighting } from './sighting.ts';

/** Others whose latest attempt is shown beside; a phone of a whole school has more. */
const othersShown = 20;

type Row = {
  deviceHash: string;
  people: number;
  otherId: string;
  attemptId: string;
  claimedSessionId: string;
};

/** Phones of these attempts that more than one person used. Needs the uses to be up to date. */
export async function findSharedPhones(
  tx: Tx,
  schoolId: string,
  attempts: readonly SeenAttempt[],
): Promise<Sighting[]> {
  const hashes = [...new Set(attempts.flatMap(({ deviceHash }) => deviceHash ?? []))];
  const newest = attempts.at(-1);
  if (hashes.length === 0 || !newest) return [];
  const rows = await tx.$queryRaw<Row[]>`
    SELECT used.device_hash AS "deviceHash", used.people, used.person_id AS "otherId", latest.id AS "attemptId",
      latest.claimed_session_id AS "claimedSessionId"
    FROM (
      SELECT device_hash, person_id, count(*) OVER (PARTITION BY device_hash)::int AS people,
        row_number() OVER (PARTITION BY device_hash ORDER BY last_at DESC, person_id) AS place
      FROM device_uses
      WHERE school_id = ${schoolId}::uuid AND device_hash = ANY(${hashes}::text[])
        AND last_at > ${daysBefore(newest.at, signalLimits.phoneDays)}
    ) AS used
    CROSS JOIN LATERAL (
      SELECT id, claimed_session_id FROM attendance_attempts
      WHERE school_id = ${schoolId}::uuid AND student_id = used.person_id AND device_hash = used.device_hash
      ORDER BY created_at DESC LIMIT 1
    ) AS latest
    WHERE used.people > 1 AND used.place <= ${othersShown}`;
  return hashes.flatMap((hash) => {
    const own = attempts.filter(({ deviceHash }) => deviceHash === hash);
    const others = rows.filter(({ deviceHash }) => deviceHash === hash);
    const finding = decideSharedPhone({ people: others[0]?.people ?? 1, inOneClass: mostInOneClass(own, others) });
    if (!finding) return [];
    return {
      ...finding,
      kind: 'shared_phone' as const,
      key: hash,
      detail: { ...finding.detail, device_hash: hash },
      people: [...own.map(({ studentId }) => studentId), ...others.map(({ otherId }) => otherId)],
      attempts: [...own.map(({ id }) => id), ...others.map(({ attemptId }) => attemptId)],
    };
  });
}

/** The most people who tried with this phone for one class session, among the sessions of these attempts. */
function mostInOneClass(own: readonly SeenAttempt[], others: readonly Row[]): number {
  const bySession = new Map<string, Set<string>>();
  // What was no session's id at all is no class.
  const add = (session: string, person: string) =>
    bySession.set(session, (bySession.get(session) ?? new Set()).add(person));
  for (const { claimedSessionId, studentId } of own) if (isId(claimedSessionId)) add(claimedSessionId, studentId);
  for (const { claimedSessionId, otherId } of others)
    if (bySession.has(claimedSessionId)) add(claimedSessionId, otherId);
  return Math.max(0, ...[...bySession.values()].map((people) => people.size));
}
