import type { RequestHandler } from 'express';
import { AppError } from '#http/errors.ts';
import { routedPath } from '#http/routed-path.ts';

/** What a mark needs to be judged: each says its version itself, and is kept as an attempt where that is too old. */
const judgedThere = ['/api/csrf', '/api/session_attendance/mark', '/api/offline_marks'];

/** Turns away apps that say they are older than we can talk to. Callers that say nothing are none of our apps. */
export function refuseOldClients(isOlderClient: (version: string) => boolean): RequestHandler {
  return (request, _response, next) => {
    const version = request.get('x-client-version');
    if (version === undefined || judgedThere.includes(routedPath(request))) return next();
    next(isOlderClient(version) ? new AppError('client_too_old', 'This version of the app is too old.') : undefined);
  };
}
