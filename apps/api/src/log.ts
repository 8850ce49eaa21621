import { type Logger, pino } from 'pino';
import type { Env } from './env.ts';

export type Log = Logger;

/** Header and body fields that must never reach a log, at any depth we log them. */
const secret = [
  'password',
  'descriptors',
  'descriptor',
  'shots',
  'lat',
  'lng',
  'positions',
  'token',
  'join_code',
  'nonce',
];

/** JSON lines on standard error, so that standard output stays for the person who started us. */
export function createLog(env: Pick<Env, 'LOG_LEVEL'>): Log {
  return pino(
    {
      level: env.LOG_LEVEL,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'req.headers.cookie',
          'req.headers.authorization',
          'req.headers["x-csrf-token"]',
          'req.headers["x-device-signature"]',
          'res.headers["set-cookie"]',
          ...secret.flatMap((name) => [name, `body.${name}`, `req.body.${name}`]),
        ],
        censor: '[redacted]',
      },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
