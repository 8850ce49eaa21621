import { createHash } from 'node:crypto';
import type { ErrorCode } from '@hadir/contract/error.ts';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, type Options, rateLimit } from 'express-rate-limit';
import { AppError } from '#http/errors.ts';
import { findSignedIn } from '#http/sign-in.ts';
import { siteBits } from '#http/site-of.ts';

const minute = 60 * 1000;
const code: ErrorCode = 'retry_later';

/** Answers what is over the limit; by default the common error. */
type Answer = (retryAfterS: number) => { status: number; body: unknown } | AppError;

const tooMany: Answer = (retryAfterS) =>
  new AppError(code, 'Too many tries. Wait a moment and try again.', { retryAfterS });

function limit(options: Partial<Options> & Pick<Options, 'windowMs' | 'limit' | 'keyGenerator'>, answer = tooMany) {
  return rateLimit({
    legacyHeaders: false,
    standardHeaders: false,
    handler: (request, response, next, { windowMs }) => {
      const resetAt: unknown = Reflect.get(Reflect.get(request, 'rateLimit') ?? {}, 'resetTime');
      const waitMs = resetAt instanceof Date ? resetAt.getTime() - Date.now() : windowMs;
      const retryAfterS = Math.max(1, Math.ceil(waitMs / 1000));
      const answered = answer(retryAfterS);
      if (answered instanceof AppError) return next(answered);
      response.set('Retry-After', String(retryAfterS)).status(answered.status).json(answered.body);
    },
    ...options,
  });
}

// The limiter looks for the library's own function in here.
function address(request: Request): string {
  return ipKeyGenerator(request.ip ?? '', siteBits);
}

function person(request: Request): string {
  return request.session.personId ?? address(request);
}

/** Wide guard in front of everything. */
export function floodLimit(perMinute: number): RequestHandler {
  return limit({ windowMs: minute, limit: perMinute, keyGenerator: address });
}

/** Failed sign-ins, five a minute for one account from one address: nobody locks another out. */
export function signInLimit(account: (request: Request) => string): RequestHandler {
  return limit({
    windowMs: minute,
    limit: 5,
    keyGenerator: (request) =>
      createHash('sha256')
        .update(`${account(request)}\n${address(request)}`)
        .digest('hex'),
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_request, response) => response.statusCode !== 401,
  });
}

/** Twenty an hour and address, 600 with the school's join code: a class shares one address. */
export function registrationLimit(hasJoinCode: (request: Request) => Promise<boolean>): RequestHandler {
  const stranger = limit({ windowMs: 60 * minute, limit: 20, keyGenerator: address });
  const invited = limit({ windowMs: 60 * minute, limit: 600, keyGenerator: address });
  return async (request, response, next) => {
    const chosen = (await hasJoinCode(request)) ? invited : stranger;
    await chosen(request, response, next);
  };
}

/** `perMinute` calls of one person, whatever the address. */
export function personLimit(perMinute: number, answer?: Answer): RequestHandler {
  return limit({ windowMs: minute, limit: perMinute, keyGenerator: person }, answer);
}

/** Ten marks a minute and person, refused in the words of a mark. */
export function markLimit(): RequestHandler {
  return personLimit(10, () => ({
    status: 429,
    body: { success: false, code, message: 'Too many tries. Wait a moment and try again.', next: 'wait' },
  }));
}

/**
 * Marks that were kept without network: thirty a minute and key, 1,200 an address: a class shares one, and its network
 * comes back at one moment. Whoever names a key without its signature uses up nothing of who has it.
 */
export function offlineMarkLimits(isSigned: (request: Request) => Promise<boolean>): RequestHandler[] {
  const answer: Answer = () => ({
    status: 429,
    body: { success: false, code, message: 'Too many tries. Wait a moment and try again.', next: 'wait' },
  });
  const key = async (request: Request) =>
    createHash('sha256')
      .update(request.get('x-device-key') ?? '')
      .update((await isSigned(request)) ? '' : `\n${address(request)}`)
      .digest('hex');
  return [
    limit({ windowMs: minute, limit: 1200, keyGenerator: address }, answer),
    limit({ windowMs: minute, limit: 30, keyGenerator: key }, answer),
  ];
}

/** Twenty challenges a minute and person, refused in the words of a mark. */
export function challengeLimit(): RequestHandler {
  return personLimit(20, () => ({
    status: 429,
    body: { success: false, code, message: 'Too many tries. Wait a moment and try again.', next: 'wait' },
  }));
}

/** Wrong passwords of somebody who is signed in already: five a minute and person. */
export function passwordLimit(): RequestHandler {
  return limit({
    windowMs: minute,
    limit: 5,
    keyGenerator: person,
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_request, response) => response.statusCode !== 401,
  });
}

/**
 * Wrong second factors: five a minute for one account from one address, and sixty a day for the account wherever they
 * come from. Six digits with three right at a time would fall in days otherwise. Only who has the password gets here.
 */
export function factorLimits(account: (request: Request) => string): RequestHandler[] {
  const wrong = {
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_request: Request, response: Response) => response.statusCode < 400,
  };
  return [
    limit({
      ...wrong,
      windowMs: 24 * 60 * minute,
      limit: 60,
      keyGenerator: (request) => account(request) || address(request),
    }),
    limit({
      ...wrong,
      windowMs: minute,
      limit: 5,
      keyGenerator: (request) => `${account(request)} ${address(request)}`,
    }),
  ];
}

/** Mails that are asked for: five an hour for one account from one address, sixty an hour and address. */
export function resetLimits(account: (request: Request) => string): RequestHandler[] {
  const named = (request: Request) =>
    createHash('sha256')
      .update(`${account(request)}\n${address(request)}`)
      .digest('hex');
  return [
    limit({ windowMs: 60 * minute, limit: 60, keyGenerator: address }),
    limit({ windowMs: 60 * minute, limit: 5, keyGenerator: named }),
  ];
}

/** Wrong guesses of one-time links: twenty a minute and address. Guardians of a whole class may sit behind one. */
export function linkLimit(): RequestHandler {
  return limit({ windowMs: minute, limit: 20, keyGenerator: address, skipSuccessfulRequests: true });
}

/** Files with everything in them, thirty a minute and person; a question that was refused made none. */
export function fileLimit(): RequestHandler {
  return limit({ windowMs: minute, limit: 30, keyGenerator: person, skipFailedRequests: true });
}

/** Calendars ask without a sign-in, a school's all from one address: 300 a minute, and wrong addresses twenty. */
export function feedLimits(): RequestHandler[] {
  return [limit({ windowMs: minute, limit: 300, keyGenerator: address }), linkLimit()];
}

/**
 * Room codes that were scanned: a class shares one address, so 1,200 a minute; wrong ones 120 a minute, address and
 * class session, and 600 over all addresses. Those of a student who is signed in are counted per person elsewhere, so
 * strangers do not use up what a class may do. Digits typed in a mark have their own limit, so nobody is locked out.
 */
export function receiptLimits(sessionOf: (request: Request) => string): RequestHandler[] {
  const wrong = {
    windowMs: minute,
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_request: Request, response: Response) => response.statusCode !== 400,
    skip: async (request: Request) => (await findSignedIn(request))?.role === 'student',
  };
  const named = (...parts: string[]) => createHash('sha256').update(parts.join('\n')).digest('hex');
  return [
    limit({ windowMs: minute, limit: 1200, keyGenerator: address }),
    limit({ ...wrong, limit: 120, keyGenerator: (request) => named(sessionOf(request), address(request)) }),
    limit({ ...wrong, limit: 600, keyGenerator: (request) => named(sessionOf(request)) }),
  ];
}

/** New web sessions of strangers: each is a row. A whole school may open the app behind one address. */
export function newSessionLimit(): RequestHandler {
  return limit({
    windowMs: minute,
    limit: 1200,
    keyGenerator: address,
    skip: (request) => request.session.csrfSecret !== undefined,
  });
}
