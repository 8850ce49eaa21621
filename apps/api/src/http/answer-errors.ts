import { type ErrorCode, type ErrorReply, errorStatus } from '@hadir/contract/error.ts';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import type { Context } from '#http/context.ts';
import { isDatabaseDown } from '#http/database-down.ts';
import { AppError } from '#http/errors.ts';
import { loggedPath } from '#http/logged-path.ts';
import { isLostRace } from '#http/lost-race.ts';
import { noteCode } from '#http/observe-requests.ts';

/** The one place that turns what was thrown into an answer. */
export function answerErrors(context: Pick<Context, 'log'>): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const known = toAppError(error);
    const where = { request_id: requestId(request), path: loggedPath(request.path) };
    if (known.code === 'unavailable') {
      // An outage fails every request; a stack for each would bury the line that says why.
      context.log.warn({ reason: known.cause instanceof Error ? known.cause.message : null, ...where }, known.message);
    } else if (known.status >= 500) {
      context.log.error({ err: known.cause ?? known, ...where }, known.message);
    }
    noteCode(response, known.code);
    // The session store may fail after the answer has begun.
    if (response.headersSent) return;
    const body: ErrorReply = { code: known.code, message: known.message, request_id: requestId(request) };
    if (known.fields) body.fields = known.fields;
    if (known.retryAfterS !== undefined) response.set('Retry-After', String(known.retryAfterS));
    response.status(errorStatus[known.code]).json(body);
  };
}

/** What no endpoint has answered, below /api. `allowed` gives the methods that the path knows. */
export function answerUnknown(allowed: (path: string) => string[]): RequestHandler {
  return (request, response, next) => {
    const methods = allowed(request.path);
    if (methods.length === 0) return next(new AppError('not_found', 'There is no such address.'));
    response.set('Allow', methods.join(', '));
    next(new AppError('method_not_allowed', 'This address does not know that method.'));
  };
}

export function requestId(request: Request): string {
  return typeof request.id === 'string' ? request.id : '';
}

// Errors of the body parser and the router carry a status and are about what the client sent.
const clientCodes: Record<number, [ErrorCode, string]> = {
  400: ['invalid_request', 'The request is not usable.'],
  413: ['body_too_large', 'The body is larger than this address takes.'],
  415: ['unsupported_media', 'The body comes in a form that is not understood.'],
};

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDatabaseDown(error)) {
    return new AppError('unavailable', 'The database does not answer. Try again in a moment.', {
      cause: error,
      retryAfterS: 5,
    });
  }
  if (isLostRace(error)) {
    return new AppError('not_possible_now', 'Somebody changed this at the same moment. Look again.', { cause: error });
  }
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  const client = typeof status === 'number' ? clientCodes[status] : undefined;
  if (client) return new AppError(client[0], client[1], { cause: error });
  return new AppError('internal', 'Something went wrong on our side.', { cause: error });
}
