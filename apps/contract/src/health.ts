import { z } from 'zod';
import { endpoint } from './endpoint.ts';

export const getHealth = endpoint({
  method: 'GET',
  path: '/health',
  summary: 'Whether the API and its database answer and the disk takes what is written',
  description:
    'While the database does not answer, or the data folder cannot be written, this is `unavailable` (503). `outbox` is `late` when work of the background waits for more than five minutes, `stuck` when some of it was given up.',
  access: 'anyone',
  reply: z.object({
    status: z.literal('ok'),
    version: z.string(),
    database: z.literal('ok'),
    disk: z.literal('ok'),
    outbox: z.enum(['ok', 'late', 'stuck']),
    at: z.string(),
  }),
});

export const getOpenapi = endpoint({
  method: 'GET',
  path: '/api/openapi.json',
  summary: 'This interface as OpenAPI, for admins',
  access: 'documentation:read',
  reply: z.record(z.string(), z.unknown()),
});
