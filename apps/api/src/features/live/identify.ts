import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import type { Context } from '#http/context.ts';
import { webSession } from '#http/web-session.ts';
import { findWatchers, type Watcher } from './may-watch.ts';

type Options = {
  sessionSecret: string;
  isProduction: boolean;
  origins: { includes(origin: string): boolean };
};

/**
 * Who opens a socket, by the cookie of the sign-in; null for strangers, for who may see no roster, and for pages of
 * other sites. A client that says nothing of a page is no browser: those always do when they open a socket.
 */
export function identifier(
  context: Context,
  options: Options,
): (request: IncomingMessage) => Promise<(Watcher & { schoolId: string }) | null> {
  const readSession = webSession(context.pool, context.log, options);
  return async (message) => {
    if (!isOfOwnPage(message, options.origins)) return null;
    // Proven border: of a request the session's middleware uses what Node's own has, and nothing of Express.
    const request = message as Request;
    await run(readSession, request, new ServerResponse(message) as Response);
    const { personId, signInId } = request.session;
    if (!personId || !signInId) return null;
    const [person = null] = await findWatchers(context, [{ personId, signInId }]);
    return person && { personId, signInId, schoolId: person.schoolId };
  };
}

function isOfOwnPage({ headers }: IncomingMessage, origins: Options['origins']): boolean {
  const site = headers['sec-fetch-site'];
  const { origin } = headers;
  if (site !== undefined && site !== 'same-origin') return false;
  return origin === undefined || site === 'same-origin' || origins.includes(origin);
}

async function run(middleware: RequestHandler, request: Request, response: Response): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    middleware(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
}
