import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import type { Context } from '#http/context.ts';
import { Change } from './match-change.ts';

export type ChangeFeed = {
  /** Tells every process, this one too, within some milliseconds. */
  note(change: Change): void;
  /**
   * @param onChange told of every change
   * @param onGap told when changes may have been missed
   * @returns ends it
   */
  listen(onChange: (change: Change) => void, onGap: () => void): () => Promise<void>;
};

const channel = 'hadir_changes';
/** Changes of this long go out together; milliseconds. */
const gatherMs = 30;
const retryMs = 1000;

/**
 * What was changed, from all processes to all processes: by the database's own notifications, which leave in a
 * transaction of their own. In that of a mark they would hold a lock on all commits until it is on the disk.
 */
export function openChangeFeed({ pool, log }: Pick<Context, 'pool' | 'log'>): ChangeFeed {
  const waiting = new Set<string>();
  const send = () => {
    const payloads = [...waiting];
    waiting.clear();
    pool
      .query(`SELECT pg_notify('${channel}', payload) FROM unnest($1::text[]) AS payload`, [payloads])
      // Found by the next look at everything.
      .catch((err: unknown) => log.debug({ err }, 'changes were not told'));
  };
  return {
    note(change) {
      if (waiting.size === 0) setTimeout(send, gatherMs).unref();
      waiting.add(JSON.stringify(change));
    },
    listen(onChange, onGap) {
      const over = new AbortController();
      const running = keepListening(pool, log, { onChange, onGap, over: over.signal });
      return async () => {
        over.abort();
        await running;
      };
    },
  };
}

type Listener = { onChange: (change: Change) => void; onGap: () => void; over: AbortSignal };

async function keepListening(pool: pg.Pool, log: Context['log'], listener: Listener): Promise<void> {
  const { onGap, over } = listener;
  while (!over.aborted) {
    try {
      await listenOnce(pool, listener);
    } catch (err) {
      log.debug({ err }, 'changes are not heard');
    }
    if (over.aborted) return;
    await wait(retryMs, undefined, { signal: over }).catch(() => {});
    onGap();
  }
}

/** Hears changes until the connection breaks or it is over. */
async function listenOnce(pool: pg.Pool, { onChange, onGap, over }: Listener): Promise<void> {
  const client = await pool.connect();
  const ended = Promise.withResolvers<void>();
  const broken = (error?: Error) => (error ? ended.reject(error) : ended.resolve());
  const hear = ({ payload }: { payload?: string | undefined }) => {
    const change = readChange(payload ?? '');
    if (change) onChange(change);
  };
  const stop = () => ended.resolve();
  client.on('error', broken).on('end', broken).on('notification', hear);
  over.addEventListener('abort', stop);
  try {
    await client.query(`LISTEN ${channel}`);
    // What came between the last connection and this one was not heard.
    onGap();
    if (!over.aborted) await ended.promise;
  } finally {
    over.removeEventListener('abort', stop);
    client.off('error', broken).off('end', broken).off('notification', hear);
    // Not given back: it listens.
    client.release(true);
  }
}

function readChange(payload: string): Change | null {
  try {
    return Change.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
}
