import { signalLimits } from '@hadir/contract/signals.ts';
import { z } from 'zod';
import type { Tx } from '#db.ts';
import type { Handler } from '#features/outbox/handle-messages.ts';
import { decideAccountFailures, decideAddressFailures } from './decide-failed-sign-ins.ts';
import { keepSightings } from './keep-sightings.ts';
import type { Sighting } from './sighting.ts';

const Payload = z.object({ failed_sign_in_id: z.uuid() });

type Failure = { id: string; schoolId: string; personId: string; site: string; createdAt: Date };
type Counted = { failures: number; others: number; people: string[]; firstAt: Date | null; lastAt: Date };

/** Wrong passwords: per account and per site, around each that was kept. */
export const watchFailedSignIns: Handler = async (tx, messages) => {
  const ids = messages.map(({ payload }) => Payload.parse(payload).failed_sign_in_id);
  const failures = await tx.failedSignIn.findMany({ where: { id: { in: ids } }, orderBy: { createdAt: 'asc' } });
  for (const failure of failures) {
    const found = [await ofAccount(tx, failure), await ofAddress(tx, failure)].filter((sighting) => sighting !== null);
    await keepSightings(tx, failure.schoolId, found);
  }
};

async function ofAccount(tx: Tx, failure: Failure): Promise<Sighting | null> {
  const { minutes } = signalLimits.failedSignIns.account;
  const [seen] = await tx.$queryRaw<Counted[]>`
    SELECT count(*)::int AS failures, count(DISTINCT site)::int AS others, min(created_at) AS "firstAt",
      max(created_at) AS "lastAt"
    FROM failed_sign_ins
    WHERE person_id = ${failure.personId}::uuid AND resolved_at IS NULL AND created_at <= ${failure.createdAt}
      AND created_at > ${before(failure.createdAt, minutes)}`;
  const finding = seen && decideAccountFailures({ failures: seen.failures, addresses: seen.others });
  if (!finding || !seen.firstAt) return null;
  return {
    ...finding,
    kind: 'failed_sign_ins_account',
    key: failure.personId,
    people: [failure.personId],
    attempts: [],
    counted: { sightings: seen.failures, firstAt: seen.firstAt, lastAt: seen.lastAt },
  };
}

async function ofAddress(tx: Tx, failure: Failure): Promise<Sighting | null> {
  const { minutes } = signalLimits.failedSignIns.address;
  const [seen] = await tx.$queryRaw<Counted[]>`
    SELECT count(*)::int AS failures, count(DISTINCT person_id)::int AS others,
      array_agg(DISTINCT person_id) AS people, min(created_at) AS "firstAt", max(created_at) AS "lastAt"
    FROM failed_sign_ins
    WHERE school_id = ${failure.schoolId}::uuid AND site = ${failure.site} AND resolved_at IS NULL
      AND created_at <= ${failure.createdAt} AND created_at > ${before(failure.createdAt, minutes)}`;
  const finding = seen && decideAddressFailures({ accounts: seen.others, failures: seen.failures });
  if (!finding || !seen.firstAt) return null;
  return {
    ...finding,
    kind: 'failed_sign_ins_address',
    key: failure.site,
    detail: { ...finding.detail, address: failure.site },
    people: seen.people,
    attempts: [],
    counted: { sightings: seen.failures, firstAt: seen.firstAt, lastAt: seen.lastAt },
  };
}

const before = (at: Date, minutes: number) => new Date(at.getTime() - minutes * 60_000);
