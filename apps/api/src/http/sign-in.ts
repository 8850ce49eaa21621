import type { Role } from '@hadir/contract/permissions.ts';
import type { Request, RequestHandler } from 'express';
import 'express-session';
import type { Context } from '#http/context.ts';
import { readClient } from '#http/input.ts';
import { loadSignIn, type WebSignIn } from '#http/load-sign-in.ts';
import { signInLasts } from '#http/sign-in-lasts.ts';
import { uuidV7 } from '#http/uuid-v7.ts';

export type { SignedIn, WebSignIn } from '#http/load-sign-in.ts';

declare module 'express-session' {
  interface SessionData {
    personId: string;
    signInId: string;
    csrfSecret: string;
    /** The password was right, the second step is missing: opens nothing. Milliseconds since 1970. */
    half: { personId: string; until: number };
  }
}

const contexts = new WeakMap<Request, Context>();

/** Lets `findSignedIn` answer for the requests that pass; reads nothing itself. */
export function provideSignIn(context: Context): RequestHandler {
  return (request, _response, next) => {
    contexts.set(request, context);
    next();
  };
}

/** The person of this request's web session, or null. One query, none without a session. */
export async function findSignedIn(request: Request): Promise<WebSignIn | null> {
  const context = contexts.get(request);
  // Where there are no web sessions, as at `/health`.
  if (!context) return null;
  const { personId, signInId } = request.session;
  return personId && signInId ? loadSignIn(context, signInId, personId) : null;
}

/**
 * Gives the browser a new web session for this person, with a row of its own; the old session and its id are gone.
 * @param secondFactorAt when the second factor was given
 */
export async function startWebSession(
  request: Request,
  person: { id: string; role: Role },
  now: Date,
  secondFactorAt: Date | null = null,
): Promise<void> {
  const context = contexts.get(request);
  if (!context) throw new Error('a sign-in outside of the app');
  await endOwnRow(request, now);
  await regenerate(request);
  const id = uuidV7(now);
  const { address, userAgent } = readClient(request);
  await context.db.$executeRaw`
    INSERT INTO sign_ins (id, school_id, person_id, address, user_agent, created_at, last_seen_at, stepped_up_at, second_factor_at)
    SELECT ${id}::uuid, school_id, id, ${address}, ${userAgent}::text, ${now}::timestamptz, ${now}::timestamptz,
      ${now}::timestamptz, ${secondFactorAt}::timestamptz
    FROM people WHERE id = ${person.id}::uuid`;
  request.session.personId = person.id;
  request.session.signInId = id;
  request.session.cookie.maxAge = signInLasts[person.role].idleMs;
  await saveWebSession(request);
}

/** Gives the browser a new web session that knows whose password was right, and opens nothing. */
export async function startHalfSignIn(request: Request, personId: string, until: Date, now: Date): Promise<void> {
  await endOwnRow(request, now);
  await regenerate(request);
  request.session.half = { personId, until: until.getTime() };
  await saveWebSession(request);
}

/** Writes the web session now instead of after the answer. */
export async function saveWebSession(request: Request): Promise<void> {
  await new Promise<void>((resolve, reject) => request.session.save((error) => (error ? reject(error) : resolve())));
}

/** Ends the browser's sign-in and its web session. */
export async function endWebSession(request: Request): Promise<void> {
  await endOwnRow(request, new Date());
  await new Promise<void>((resolve, reject) => request.session.destroy((error) => (error ? reject(error) : resolve())));
}

async function endOwnRow(request: Request, now: Date): Promise<void> {
  const { signInId } = request.session;
  const db = contexts.get(request)?.db;
  if (signInId) await db?.signIn.updateMany({ where: { id: signInId, endedAt: null }, data: { endedAt: now } });
}

async function regenerate(request: Request): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    request.session.regenerate((error) => (error ? reject(error) : resolve())),
  );
}
