import type { Request } from 'express';

/** The path of a request as the router compares it: whatever the capitals, with or without a slash at its end. */
export function routedPath(request: Pick<Request, 'originalUrl'>): string {
  const path = request.originalUrl.split('?')[0] ?? '';
  return path.replace(/(?<=.)\/$/, '').toLowerCase();
}
