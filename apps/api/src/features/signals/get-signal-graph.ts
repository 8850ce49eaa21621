import { type getSignalGraph as endpoint, graphNodes } from '@hadir/contract/signals.ts';
import type { z } from 'zod';
import { requireKnown } from '#features/school/require-known.ts';
import type { Context } from '#http/context.ts';
import { isId } from '#http/id.ts';
import { useDays } from './keep-device-uses.ts';
import { cutGroups, matchGroups } from './match-groups.ts';

type Reply = z.input<(typeof endpoint)['reply']>;

type Row = {
  personId: string;
  deviceHash: string;
  accepted: number;
  refused: number;
  firstAt: Date;
  lastAt: Date;
};

/** More uses than this are no picture any more; the newest are looked at. */
const mostUses = 50_000;

/**
 * Phones and the people who share them, as far as a picture can show it; of one person only, when asked so.
 * @throws AppError not_found for a person who is unknown
 */
export async function getSignalGraph(
  { db }: Pick<Context, 'db'>,
  schoolId: string,
  filter: { person_id?: string | undefined },
): Promise<Reply> {
  await requireKnown(db, schoolId, filter);
  const rows = await db.$queryRaw<Row[]>`
    SELECT person_id AS "personId", device_hash AS "deviceHash", accepted, refused, first_at AS "firstAt",
      last_at AS "lastAt"
    FROM (
      SELECT *, count(*) OVER (PARTITION BY device_hash) AS people, count(*) OVER (PARTITION BY person_id) AS phones
      FROM device_uses
      WHERE school_id = ${schoolId}::uuid AND last_at > now() - make_interval(days => ${useDays}::int)
    ) AS used
    WHERE people > 1 OR phones > 1
    ORDER BY last_at DESC, person_id, device_hash LIMIT ${mostUses + 1}`;
  const all = matchGroups(rows.slice(0, mostUses));
  const { person_id: personId } = filter;
  const wanted = personId === undefined ? all : all.filter(({ people }) => people.includes(personId));
  const { groups, isCut } = cutGroups(wanted, graphNodes);
  const ids = groups.flatMap(({ people }) => people).filter(isId);
  const people = await db.person.findMany({
    where: { schoolId, id: { in: ids } },
    select: { id: true, name: true, role: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return {
    items: groups.map((group) => ({
      people: people.filter(({ id }) => group.people.includes(id)),
      phones: group.phones.map((device_hash) => ({ device_hash })),
      uses: group.uses.map((use) => ({
        person_id: use.personId,
        device_hash: use.deviceHash,
        accepted: use.accepted,
        refused: use.refused,
        first_at: use.firstAt.toISOString(),
        last_at: use.lastAt.toISOString(),
      })),
    })),
    groups_total: wanted.length,
    people_total: wanted.reduce((sum, group) => sum + group.people.length, 0),
    phones_total: wanted.reduce((sum, group) => sum + group.phones.length, 0),
    is_cut: isCut || rows.length > mostUses,
  };
}
