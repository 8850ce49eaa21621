import type { Handlers } from '#features/outbox/handle-messages.ts';
import { watchAttempts } from './watch-attempts.ts';
import { watchFailedSignIns } from './watch-failed-sign-ins.ts';
import { watchRefusedRequests } from './watch-refused-requests.ts';

/** Topics of the outbox that signals come from. */
export const signalHandlers: Handlers = {
  'attempt.kept': watchAttempts,
  'sign_in.failed': watchFailedSignIns,
  'requests.refused': watchRefusedRequests,
};
