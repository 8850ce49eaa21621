import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { pinoHttp } from 'pino-http';
import { loggedPath } from '#http/logged-path.ts';
import type { Log } from '#log.ts';

type Line = { id?: unknown; method?: unknown; url?: unknown; statusCode?: unknown };

/** Gives each request its id, which is told in `X-Request-Id`, and, at level debug, one line without query, headers and body: they name people. */
export function logRequests(log: Log): RequestHandler {
  return pinoHttp({
    logger: log,
    genReqId: (_request, response) => {
      const id = randomUUID();
      response.setHeader('X-Request-Id', id);
      return id;
    },
    customLogLevel: () => 'debug',
    serializers: {
      req: ({ id, method, url }: Line) => ({ id, method, path: loggedPath(String(url)) }),
      res: ({ statusCode }: Line) => ({ status: statusCode }),
    },
  });
}
