import type { Handlers } from '#features/outbox/handle-messages.ts';
import type { Context } from '#http/context.ts';
import { sendResetLinks } from './send-reset-links.ts';

/** Topics of the outbox by which letters leave. */
export const accountHandlers = (context: Context): Handlers => ({ 'password_reset.asked': sendResetLinks(context) });
