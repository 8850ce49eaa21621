import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from '#http/context.ts';
import { mostTries } from './decide-retry.ts';
import { batchSize, type Handlers, handleMessages } from './handle-messages.ts';

const pollMs = 1000;

/**
 * Handles messages in the background from now on. Marks come first: after a full batch it rests twice as long as the
 * batch took, so that it never has more than a third of the time.
 * @returns ends it; the round under way is finished
 */
export function startOutbox(context: Pick<Context, 'db' | 'log'>, handlers: Handlers): () => Promise<void> {
  const over = new AbortController();
  const running = run(context, handlers, over.signal);
  return async () => {
    over.abort();
    await running;
  };
}

async function run(context: Pick<Context, 'db' | 'log'>, handlers: Handlers, over: AbortSignal): Promise<void> {
  let isRevived = false;
  let wasDown = false;
  while (!over.aborted) {
    const began = performance.now();
    let rest = pollMs;
    try {
      if (!isRevived) await revive(context);
      isRevived = true;
      const due = await handleMessages(context, handlers);
      if (due >= batchSize) rest = 2 * (performance.now() - began);
      wasDown = false;
    } catch (err) {
      // An outage is one line, not one a second.
      if (!wasDown && !over.aborted) context.log.warn({ err }, 'the outbox was not read');
      wasDown = true;
    }
    await wait(rest, undefined, { signal: over }).catch(() => {});
  }
}

/** A new build may know what to do with what an old one gave up. */
async function revive({ db }: Pick<Context, 'db'>): Promise<void> {
  await db.$executeRaw`UPDATE outbox_messages SET tries = 0, available_at = now() WHERE tries >= ${mostTries}`;
}
