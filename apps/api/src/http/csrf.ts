import csurf from 'csurf';
import type { Request, RequestHandler, Response } from 'express';
import { AppError } from '#http/errors.ts';
import { saveWebSession } from '#http/sign-in.ts';

// Session mode only; why this archived package and how to leave it: docs/decisions/0003-csurf.md
const check = csurf({ cookie: false, value: (request) => request.get('x-csrf-token') ?? '' });

export function isUnsafe(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';
}

/**
 * Unsafe requests must come from our own pages, by the browser's word.
 * @param speaksByKey requests that a signature authenticates: who says nothing of a page is none of another site's
 */
export function ownPagesOnly(
  origins: { includes(origin: string): boolean },
  speaksByKey: (request: Request) => boolean,
): RequestHandler {
  return (request, _response, next) => {
    if (!isUnsafe(request.method)) return next();
    const site = request.get('sec-fetch-site');
    const origin = request.get('origin');
    const isSilent = site === undefined && origin === undefined;
    const isOwn = site === undefined ? origins.includes(origin ?? '') : site === 'same-origin';
    if (isSilent && speaksByKey(request)) return next();
    next(isOwn ? undefined : new AppError('csrf_refused', 'This request did not come from our own pages.'));
  };
}

/**
 * Token of this web session; makes the session when there is none.
 * @throws AppError csrf_refused
 */
export async function csrfToken(request: Request): Promise<string> {
  const isNew = !request.session.csrfSecret;
  await run(request, request.res);
  // The session store would save it after the answer, too late to say that it could not.
  if (isNew) await saveWebSession(request);
  return request.csrfToken();
}

/**
 * Lets an unsafe request pass when it carries the token of its web session.
 * @throws AppError csrf_refused
 */
export async function checkCsrf(request: Request): Promise<void> {
  // csurf would make a secret, and so a row, for every stranger.
  if (!request.session.csrfSecret) throw refusal();
  await run(request, request.res);
}

async function run(request: Request, response: Response | undefined): Promise<void> {
  if (!response) throw new Error('a request without its response');
  await new Promise<void>((resolve, reject) =>
    check(request, response, (error?: unknown) => (error ? reject(refusal(error)) : resolve())),
  );
}

function refusal(cause?: unknown): AppError {
  return new AppError('csrf_refused', 'The page is out of date. Load it again.', { cause });
}
