import { ErrorCode } from '@hadir/contract/error.ts';
import type { Request, RequestHandler, Response } from 'express';
import { refusalsCounted, requestSeconds, requestsCounted } from '#http/metrics.ts';

/** A request that was answered with an error; the person is known where a web session was read before. */
export type RefusedRequest = { personId: string | null; code: ErrorCode };

/** Counts every request when it is answered, and tells of the refused ones. */
export function observeRequests(onRefused: (refused: RefusedRequest) => void): RequestHandler {
  return (request, response, next) => {
    const began = performance.now();
    response.once('finish', () => {
      const route = routeOf(request);
      requestsCounted.inc({ method: methodOf(request), route, status: String(response.statusCode) });
      requestSeconds.observe({ route }, (performance.now() - began) / 1000);
      const code = codeOf(response);
      if (code === null) return;
      refusalsCounted.inc({ code });
      onRefused({ personId: personOf(request), code });
    });
    next();
  };
}

/** Remembers by which code a request was refused. */
export function noteCode(response: Response, code: ErrorCode): void {
  response.locals.code = code;
}

const methods = ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'];
const methodOf = ({ method }: Request) => (methods.includes(method) ? method : 'other');

function routeOf(request: Request): string {
  const path: unknown = Reflect.get(Object(request.route), 'path');
  return typeof path === 'string' ? path : 'other';
}

function codeOf(response: Response): ErrorCode | null {
  const noted = ErrorCode.safeParse(response.locals.code);
  if (noted.success) return noted.data;
  return response.statusCode === 429 ? 'retry_later' : null;
}

/** There is no session yet where a request was turned away at the door. */
function personOf(request: Request): string | null {
  const id: unknown = Reflect.get(Object(request.session), 'personId');
  return typeof id === 'string' ? id : null;
}
