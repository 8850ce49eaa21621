import type { Role } from '@hadir/contract/permissions.ts';
import type { Request, RequestHandler } from 'express';
import 'express-session';
import type { Context } from '#http/context.ts';

/** Loaded on every request, so that a changed role or a deactivation counts at once. */
export type SignedIn = { id: string; schoolId: string; role: Role; name: string };

declare module 'express-session' {
  interface SessionData {
    personId: string;
    /** Milliseconds since 1970. */
    signedInAt: number;
    csrfSecret: string;
  }
}

const hour = 3600 * 1000;

/** Idle: without a request; a pupil's phone lasts over a week's holiday. Absolute: since the password was given. */
const signInLasts: Record<Role, { idleMs: number; absoluteMs: number }> = {
  student: { idleMs: 14 * 24 * hour, absoluteMs: 30 * 24 * hour },
  teacher: { idleMs: 12 * hour, absoluteMs: 12 * hour },
  viewer: { idleMs: 12 * hour, absoluteMs: 12 * hour },
  admin: { idleMs: 12 * hour, absoluteMs: 12 * hour },
  super_admin: { idleMs: 12 * hour, absoluteMs: 12 * hour },
};

const finders = new WeakMap<Request, () => Promise<SignedIn | null>>();

/** Lets `findSignedIn` answer for the requests that pass; reads nothing itself. */
export function provideSignIn(context: Context): RequestHandler {
  return (request, _response, next) => {
    finders.set(request, () => loadPerson(context, request));
    next();
  };
}

/** The person of this request's web session, or null. One query, none without a session. */
export async function findSignedIn(request: Request): Promise<SignedIn | null> {
  const find = finders.get(request);
  return find ? find() : null;
}

async function loadPerson(context: Context, request: Request): Promise<SignedIn | null> {
  const { personId, signedInAt } = request.session;
  if (!personId || !signedInAt) return null;
  const person = await context.db.person.findUnique({
    where: { id: personId },
    select: { id: true, schoolId: true, role: true, name: true, isActive: true },
  });
  if (!person?.isActive) return null;
  if (context.now().getTime() - signedInAt > signInLasts[person.role].absoluteMs) return null;
  return { id: person.id, schoolId: person.schoolId, role: person.role, name: person.name };
}

/** Gives the browser a new web session for this person; the old session and its id are gone. */
export async function startWebSession(request: Request, person: { id: string; role: Role }, now: Date): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    request.session.regenerate((error) => (error ? reject(error) : resolve())),
  );
  request.session.personId = person.id;
  request.session.signedInAt = now.getTime();
  request.session.cookie.maxAge = signInLasts[person.role].idleMs;
  await saveWebSession(request);
}

/** Writes the web session now instead of after the answer. */
export async function saveWebSession(request: Request): Promise<void> {
  await new Promise<void>((resolve, reject) => request.session.save((error) => (error ? reject(error) : resolve())));
}

/** Ends the browser's web session. */
export async function endWebSession(request: Request): Promise<void> {
  await new Promise<void>((resolve, reject) => request.session.destroy((error) => (error ? reject(error) : resolve())));
}
