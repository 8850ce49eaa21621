import { z } from 'zod';
import { ErrorCode } from './error.ts';
import { Id } from './field.ts';
import { RosterItem } from './sessions.ts';

/** Where socket.io listens, beside `/api`. */
export const livePath = '/live';

/** What a client asks: to be told of changes of a class session's roster, or no more. */
export const Watch = z.object({ session_id: Id });
export type Watch = z.infer<typeof Watch>;

/** `not_found` for a session that is unknown, of another school or of another teacher alike. */
export const WatchAnswer = z.union([
  z.object({ success: z.literal(true) }),
  z.object({ success: z.literal(false), code: ErrorCode }),
]);
export type WatchAnswer = z.infer<typeof WatchAnswer>;

/** Rows of a roster as they are now; the others have not changed. */
export const RosterRows = z.object({ session_id: Id, items: z.array(RosterItem) });
export type RosterRows = z.infer<typeof RosterRows>;

/** What the server says, each with one argument. */
export type ServerEvents = {
  roster: (rows: RosterRows) => void;
  /** More than rows has changed: fetch the roster anew. */
  stale: (session: Watch) => void;
  /** The right to watch it is gone. */
  ended: (session: Watch) => void;
  /** Some class session of the school was opened, closed or changed. */
  sessions: () => void;
};

/** What a client says. */
export type ClientEvents = {
  watch: (session: Watch, answer: (answer: WatchAnswer) => void) => void;
  leave: (session: Watch) => void;
};
