import type { Db } from '#db.ts';
import { mostTries } from './decide-pause.ts';

/** `dead` were tried too often; `waiting` are all others, `oldestS` is how long the oldest due one has waited. */
type MessageCounts = { waiting: number; dead: number; oldestS: number };

export async function countMessages(db: Pick<Db, '$queryRaw'>): Promise<MessageCounts> {
  const [row] = await db.$queryRaw<{ waiting: number; dead: number; oldest_s: number }[]>`
    SELECT count(*) FILTER (WHERE tries < ${mostTries})::int AS waiting,
      count(*) FILTER (WHERE tries >= ${mostTries})::int AS dead,
      coalesce(extract(epoch FROM now() - min(created_at) FILTER (WHERE tries < ${mostTries} AND available_at <= now())),
        0)::float8 AS oldest_s
    FROM outbox_messages`;
  return { waiting: row?.waiting ?? 0, dead: row?.dead ?? 0, oldestS: row?.oldest_s ?? 0 };
}
