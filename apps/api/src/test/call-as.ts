import { createHmac, randomBytes } from 'node:crypto';
import request, { type Test } from 'supertest';
import type { Role } from '#generated/prisma/client.ts';
import { cookieName } from '#http/web-session.ts';
import type { TestApp } from '#test/open-app.ts';

export type Verb = 'get' | 'post' | 'patch' | 'delete';

export type Caller = Record<Verb, (path: string, body?: object) => Test> & {
  /** A request with cookie, token and the browser's own headers, to be filled further. */
  start(verb: Verb, path: string): Test;
  /** The web session's. */
  cookie: string;
};

/** Calls as somebody with a real web session and CSRF token; as a stranger with null. */
export async function callAs(app: TestApp, person: { id: string; role: Role } | null): Promise<Caller> {
  const cookie = person ? await signInCookie(app, person.id) : await strangerCookie(app);
  const { body } = await request(app.url).get('/api/csrf').set('Cookie', cookie);
  const token = String(body.token);
  const start = (verb: Verb, path: string) =>
    request(app.url)[verb](path).set('Cookie', cookie).set('X-CSRF-Token', token).set('Sec-Fetch-Site', 'same-origin');
  const call = (verb: Verb) => (path: string, body?: object) =>
    body === undefined ? start(verb, path) : start(verb, path).send(body);
  return { start, cookie, get: call('get'), post: call('post'), patch: call('patch'), delete: call('delete') };
}

async function signInCookie(app: TestApp, personId: string): Promise<string> {
  const now = app.context.now();
  const { schoolId } = await app.database.db.person.findUniqueOrThrow({ where: { id: personId } });
  const { id: signInId } = await app.database.db.signIn.create({
    data: { schoolId, personId, address: '127.0.0.1', createdAt: now, lastSeenAt: now, steppedUpAt: now },
  });
  const sid = randomBytes(24).toString('base64url');
  const hour = 3600 * 1000;
  const expires = new Date(Date.now() + hour);
  const session = {
    personId,
    signInId,
    cookie: {
      originalMaxAge: hour,
      expires,
      secure: app.options.isProduction,
      httpOnly: true,
      path: '/',
      sameSite: 'lax',
    },
  };
  await app.database.pool.query(
    'insert into web_sessions (sid, sess, expire) values ($1, $2, now() + interval $$10 minutes$$)',
    [sid, session],
  );
  const signature = createHmac('sha256', app.options.sessionSecret).update(sid).digest('base64').replace(/=+$/, '');
  return `${cookieName(app.options.isProduction)}=${encodeURIComponent(`s:${sid}.${signature}`)}`;
}

async function strangerCookie(app: TestApp): Promise<string> {
  const { headers } = await request(app.url).get('/api/csrf');
  return String(headers['set-cookie']).split(';')[0] ?? '';
}
