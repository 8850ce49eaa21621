import type { Endpoint } from '@hadir/contract/endpoint.ts';
import type { Request } from 'express';
import type { z } from 'zod';
import { AppError, notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import { parseJsonObject, rawBody } from '#http/json-body.ts';
import { findUnstorable, storable } from '#http/text.ts';

/** Where a request says it comes from. Header values are claims, safe to store. */
export type Client = {
  address: string;
  userAgent: string | null;
  deviceKey: string | null;
  signature: string | null;
};

export function readClient(request: Request): Client {
  return {
    address: request.ip ?? '',
    userAgent: header(request, 'user-agent', 500),
    deviceKey: header(request, 'x-device-key', 200),
    signature: header(request, 'x-device-signature', 500),
  };
}

function header(request: Request, name: string, max: number): string | null {
  const value = request.get(name);
  return value === undefined ? null : storable(value.slice(0, max));
}

/**
 * Params, query and body as the endpoint declares them.
 * @throws AppError not_found, invalid_request
 */
export function readInput(endpoint: Endpoint, request: Request): { params: unknown; query: unknown; body: unknown } {
  return {
    params: readParams(endpoint, request),
    query: readQuery(endpoint, request),
    body: readBody(endpoint, request),
  };
}

function readParams(endpoint: Endpoint, request: Request): unknown {
  const parsed = endpoint.params?.safeParse(request.params);
  if (parsed?.success === false) throw notFound();
  for (const [name, value] of Object.entries(request.params)) {
    if ((name === 'id' || name.endsWith('_id')) && !isId(value)) throw notFound();
  }
  return parsed?.data;
}

function readQuery(endpoint: Endpoint, request: Request): unknown {
  if (!endpoint.query) return undefined;
  return parse(endpoint.query.strict(), { ...request.query });
}

function readBody(endpoint: Endpoint, request: Request): unknown {
  const body = parseJsonObject(rawBody(request));
  if (endpoint.bodyIs === 'raw' || !endpoint.body) return body;
  return parse(endpoint.body, body);
}

function parse(schema: z.ZodType, value: unknown): unknown {
  const unstorable = findUnstorable(value);
  if (unstorable !== null) throw invalid([{ path: unstorable, message: 'must be valid text' }]);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(
    parsed.error.issues
      .slice(0, 20)
      .map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message })),
  );
}

function invalid(fields: { path: string; message: string }[]): AppError {
  return new AppError('invalid_request', 'Something in the request is not usable.', { fields });
}
