import type { Tx } from '#db.ts';
import type { Context } from '#http/context.ts';
import { isDatabaseDown } from '#http/database-down.ts';
import { lockNumbers } from '#lock-numbers.ts';
import { decidePause, mostTries } from './decide-pause.ts';

type Message = { id: string; schoolId: string; topic: string; payload: unknown };

/**
 * What happens with the messages of a topic. What it writes stands or falls together with the messages; a message may
 * come again (restored, put twice), so the second time must change nothing.
 */
export type Handler = (tx: Tx, messages: readonly Message[]) => Promise<void>;
export type Handlers = Readonly<Record<string, Handler>>;

/** Messages of one round. */
export const batchSize = 100;

/** One worker at a time, whatever process it runs in. */
const lockKey = lockNumbers.outbox;

const patienceMs = 60_000;

type Choice = { atMost: number } | { id: string };

/**
 * Handles what is due, in one transaction. When that fails, one by one, so that a message nobody can handle holds up
 * no other: it is kept with its error and tried again later.
 * @returns messages that were due, up to `batchSize`; 0 while another process works
 * @throws when the database does not answer
 */
export async function handleMessages(context: Pick<Context, 'db' | 'log'>, handlers: Handlers): Promise<number> {
  try {
    return (await handle(context, handlers, { atMost: batchSize })).length;
  } catch (cause) {
    if (isDatabaseDown(cause)) throw cause;
    return handleEach(context, handlers);
  }
}

async function handleEach(context: Pick<Context, 'db' | 'log'>, handlers: Handlers): Promise<number> {
  const due = await take(context.db, handlers, { atMost: batchSize });
  for (const { id, topic } of due) {
    try {
      await handle(context, handlers, { id });
    } catch (err) {
      if (isDatabaseDown(err)) throw err;
      context.log.error({ err, id, topic }, 'a message of the outbox was not handled');
      await postpone(context, id, err);
    }
  }
  return due.length;
}

async function handle({ db }: Pick<Context, 'db'>, handlers: Handlers, choice: Choice): Promise<Message[]> {
  const work = async (tx: Tx) => {
    const [lock] = await tx.$queryRaw<{ is_ours: boolean }[]>`SELECT pg_try_advisory_xact_lock(${lockKey}) AS is_ours`;
    if (!lock?.is_ours) return [];
    const messages = await take(tx, handlers, choice);
    for (const [topic, handler] of Object.entries(handlers)) {
      const own = messages.filter((message) => message.topic === topic);
      if (own.length > 0) await handler(tx, own);
    }
    const ids = messages.map(({ id }) => id);
    if (ids.length > 0) await tx.$executeRaw`DELETE FROM outbox_messages WHERE id = ANY(${ids}::uuid[])`;
    return messages;
  };
  return db.$transaction(work, { timeout: patienceMs });
}

/** Topics that nobody here knows are left to the build that put them. Times are kept rounded to the millisecond. */
async function take(tx: Tx, handlers: Handlers, choice: Choice): Promise<Message[]> {
  const id = 'id' in choice ? choice.id : null;
  return tx.$queryRaw<Message[]>`
    SELECT id, school_id AS "schoolId", topic, payload FROM outbox_messages
    WHERE available_at <= now() + interval '1 ms' AND tries < ${mostTries} AND topic = ANY(${Object.keys(handlers)}::text[])
      AND (${id}::uuid IS NULL OR id = ${id}::uuid)
    ORDER BY available_at, id LIMIT ${'id' in choice ? 1 : choice.atMost} FOR UPDATE SKIP LOCKED`;
}

async function postpone({ db }: Pick<Context, 'db'>, id: string, err: unknown): Promise<void> {
  const found = await db.outboxMessage.findUnique({ where: { id }, select: { tries: true } });
  if (!found) return;
  const tries = found.tries + 1;
  const lastError = (err instanceof Error ? `${err.name}: ${err.message}` : String(err)).trim().slice(0, 500);
  await db.$executeRaw`
    UPDATE outbox_messages SET tries = ${tries}, last_error = ${lastError.replaceAll('\u0000', '')},
      available_at = now() + make_interval(secs => ${decidePause(tries)}::float8)
    WHERE id = ${id}::uuid`;
}
