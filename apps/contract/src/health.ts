import { z } from 'zod';
import { endpoint } from './endpoint.ts';

export const getHealth = endpoint({
  method: 'GET',
  path: '/health',
  summary: 'Whether the API and its database answer',
  description: 'While the database does not answer this is `unavailable` (503).',
  access: 'anyone',
  reply: z.object({
    status: z.literal('ok'),
    version: z.string(),
    database: z.literal('ok'),
    at: z.string(),
  }),
});

export const getOpenapi = endpoint({
  method: 'GET',
  path: '/api/openapi.json',
  summary: 'This interface as OpenAPI, for admins',
  access: ['admin'],
  reply: z.record(z.string(), z.unknown()),
});
