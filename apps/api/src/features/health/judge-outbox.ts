import { countMessages } from '#features/outbox/count-messages.ts';
import type { Context } from '#http/context.ts';

export type OutboxState = 'ok' | 'late' | 'stuck';

const lateS = 300;
const freshMs = 5_000;

/** How the outbox does, looked at every five seconds at most, however many ask. */
export function createOutboxJudge({ db }: Pick<Context, 'db'>): () => Promise<OutboxState> {
  let asked = { at: Number.NEGATIVE_INFINITY, answer: Promise.resolve<OutboxState>('ok') };
  const judge = async (): Promise<OutboxState> => {
    const { dead, oldestS } = await countMessages(db);
    if (dead > 0) return 'stuck';
    return oldestS > lateS ? 'late' : 'ok';
  };
  return () => {
    if (performance.now() - asked.at > freshMs) {
      const answer = judge();
      asked = { at: performance.now(), answer };
      answer.catch(() => {
        asked.at = Number.NEGATIVE_INFINITY;
      });
    }
    return asked.answer;
  };
}
