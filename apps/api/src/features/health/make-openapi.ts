import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import type { Endpoint } from '@hadir/contract/endpoint.ts';
import { ErrorReply } from '@hadir/contract/error.ts';
import { rolesWith } from '@hadir/contract/permissions.ts';
import { z } from 'zod';
import { version } from './version.ts';

/** OpenAPI 3.1 of what is mounted. */
export function makeOpenapi(endpoints: readonly Endpoint[]): Record<string, unknown> {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'cookie', {
    type: 'apiKey',
    in: 'cookie',
    name: 'hadir',
    description: 'Set by `POST /api/sign_in`; called `__Host-hadir` in production.',
  });
  for (const endpoint of endpoints) registry.registerPath(path(endpoint));
  const document = new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Hadir', version },
  });
  return { ...document };
}

function path(endpoint: Endpoint): RouteConfig {
  const { method, params, query, body, description } = endpoint;
  const headers = headersOf(endpoint);
  return {
    method: ({ GET: 'get', POST: 'post', PATCH: 'patch', DELETE: 'delete' } as const)[method],
    path: endpoint.path.replace(/:(\w+)/g, '{$1}'),
    summary: endpoint.summary,
    description: [description, `For: ${audience(endpoint)}.`].filter(Boolean).join('\n\n'),
    security: endpoint.access === 'anyone' ? [] : [{ cookie: [] }],
    request: {
      ...(params && { params }),
      ...(query && { query }),
      ...(headers && { headers }),
      ...(body && { body: { content: { 'application/json': { schema: body } }, required: !body.isOptional() } }),
    },
    responses: {
      200: endpoint.replyIs === 'file' ? file() : json('Done', endpoint.reply),
      // What is wrong with the request itself is an error here, too.
      ...(endpoint.refusal && { '4XX': json('Refused', z.union([endpoint.refusal, ErrorReply])) }),
      default: json('Error', ErrorReply),
    },
  };
}

function file() {
  return { description: 'The file', content: { '*/*': { schema: z.string().meta({ format: 'binary' }) } } };
}

function json(description: string, schema: z.ZodType) {
  return { description, content: { 'application/json': { schema } } };
}

function headersOf(endpoint: Endpoint): z.ZodObject | null {
  const names = [
    ...(endpoint.method === 'GET' || endpoint.deviceKey === 'authenticates' ? [] : ['X-CSRF-Token']),
    ...(endpoint.deviceKey ? ['X-Device-Key'] : []),
    ...(endpoint.deviceKey && endpoint.deviceKey !== 'named' ? ['X-Device-Signature'] : []),
  ];
  return names.length === 0 ? null : z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
}

function audience({ access }: Endpoint): string {
  if (access === 'anyone') return 'anyone';
  return access === 'signed_in' ? 'anybody signed in' : `${access} (${rolesWith(access).join(', ')})`;
}
