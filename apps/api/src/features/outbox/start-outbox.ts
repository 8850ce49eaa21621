import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from '#http/context.ts';
import { mostTries } from './decide-pause.ts';
import { batchSize, type Handlers, handleMessages } from './handle-messages.ts';

const pollMs = 1000;

/** Failed rounds in a row before a word is said: a database that restarts, or that goes down with us, is no news. */
const silentRounds = 5;

/** What has not come to an end by then is rolled back and done after the next start. */
const endMs = 1500;

/**
 * Handles messages in the background from now on. Marks come first: after a full batch it rests twice as long as the
 * batch took, so that it never has more than a third of the time.
 * @returns ends it, with the round under way
 */
export function startOutbox(context: Pick<Context, 'db' | 'log'>, handlers: Handlers): () => Promise<void> {
  const over = new AbortController();
  const running = run(context, handlers, over.signal);
  return async () => {
    over.abort();
    await Promise.race([running, wait(endMs, undefined, { ref: false })]);
  };
}

async function run(context: Pick<Context, 'db' | 'log'>, handlers: Handlers, over: AbortSignal): Promise<void> {
  let isRevived = false;
  let failures = 0;
  while (!over.aborted) {
    const began = performance.now();
    let rest = pollMs;
    try {
      if (!isRevived) await revive(context);
      isRevived = true;
      const due = await handleMessages(context, handlers);
      if (due >= batchSize) rest = 2 * (performance.now() - began);
      failures = 0;
    } catch (err) {
      failures += 1;
      if (failures === silentRounds) context.log.warn({ err }, 'the outbox is not read');
    }
    await wait(rest, undefined, { signal: over }).catch(() => {});
  }
}

/** A new build may know what to do with what an old one gave up. */
async function revive({ db }: Pick<Context, 'db'>): Promise<void> {
  await db.$executeRaw`UPDATE outbox_messages SET tries = 0, available_at = now() WHERE tries >= ${mostTries}`;
}
