import connectPgSimple from 'connect-pg-simple';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type pg from 'pg';
import type { Log } from '#log.ts';

const PgStore = connectPgSimple(session);
const touchEveryMs = 5 * 60 * 1000;
const strangerMs = 60 * 60 * 1000;

/** Writes the end of the idle time at most every five minutes instead of on each request. */
class ThrottledStore extends PgStore {
  readonly #touchedAt = new Map<string, number>();

  // express-session takes an ENOENT, which a database's missing socket gives too, for "no such session": everybody
  // would be signed out by an outage.
  override get(sid: string, done: (error: unknown, data?: session.SessionData | null) => void): void {
    super.get(sid, (cause: unknown, data) =>
      done(cause ? new Error('The web session cannot be read.', { cause }) : null, data),
    );
  }

  override touch(sid: string, data: session.SessionData, done?: () => void): void {
    const now = Date.now();
    if (now - (this.#touchedAt.get(sid) ?? 0) < touchEveryMs) {
      done?.();
      return;
    }
    this.#touchedAt.delete(sid);
    this.#touchedAt.set(sid, now);
    const oldest = this.#touchedAt.keys().next().value;
    if (this.#touchedAt.size > 20_000 && oldest !== undefined) this.#touchedAt.delete(oldest);
    super.touch(sid, data, done);
  }
}

type WebSessionOptions = { sessionSecret: string; isProduction: boolean };

export function cookieName(isProduction: boolean): string {
  return isProduction ? '__Host-hadir' : 'hadir';
}

/** The sign-in cookie; its server side lies in `web_sessions`. */
export function webSession(pool: pg.Pool, log: Log, options: WebSessionOptions): RequestHandler {
  const store = new ThrottledStore({
    pool,
    tableName: 'web_sessions',
    createTableIfMissing: false,
    errorLog: (...words: unknown[]) => log.warn({ words: words.map(String) }, 'web sessions were not pruned'),
  });
  const handle = session({
    store,
    secret: options.sessionSecret,
    name: cookieName(options.isProduction),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { httpOnly: true, sameSite: 'lax', secure: options.isProduction, path: '/', maxAge: strangerMs },
  });
  return (request, response, next) => {
    if (options.isProduction) claimSecure(request);
    handle(request, response, next);
  };
}

/** express-session keeps a Secure cookie back when the last hop is plain http, as behind a proxy or on localhost. */
function claimSecure(request: Request): void {
  Object.defineProperty(request, 'secure', { value: true, configurable: true });
}
