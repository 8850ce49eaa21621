import express, { type Request, type RequestHandler } from 'express';
import secureJson from 'secure-json-parse';
import { AppError } from '#http/errors.ts';

const bodyLimitBytes = 256 * 1024;

/** Bytes that the endpoint of a request takes; undefined for the common limit. */
type LimitOf = (request: Request) => number | undefined;

/** Our own bodies have five levels; whoever walks deeper ones by recursion runs out of stack. */
const deepest = 32;

const rawOf = (limit: number) => express.raw({ type: () => true, limit, inflate: false });
const readRaw = rawOf(bodyLimitBytes);
const utf8 = new TextDecoder('utf-8', { fatal: true });
const nothing = Buffer.alloc(0);

/** Bytes as they came, for signatures; empty without a body. */
export function rawBody(request: Request): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : nothing;
}

/** Takes a body in whole, uncompressed, as JSON by its own word; leaves the bytes in `request.body`. */
export function jsonBody(limitOf: LimitOf): RequestHandler {
  return (request, response, next) => {
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined) {
      next(new AppError('unsupported_media', 'Send the body without Content-Encoding.'));
      return;
    }
    const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0;
    if (hasBody && !isJson(request.headers['content-type'])) {
      next(new AppError('unsupported_media', 'Send the body as application/json.'));
      return;
    }
    // A stranger sends nothing large: only who has signed in in this browser is listened to for longer.
    const limit = request.session.personId ? limitOf(request) : undefined;
    (limit === undefined ? readRaw : rawOf(limit))(request, response, next);
  };
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(contentType?.trim() ?? '');
}

/**
 * The JSON object in the body, or undefined without a body. Prototype keys and deep nesting are refused.
 * @throws AppError invalid_request
 */
export function parseJsonObject(raw: Buffer): Record<string, unknown> | undefined {
  if (raw.length === 0) return undefined;
  const value = parseJson(raw);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('invalid_request', 'The body must be a JSON object.');
  }
  if (isDeeper(value, deepest)) throw new AppError('invalid_request', 'The body is nested too deeply.');
  return { ...value };
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function parseJson(raw: Buffer): unknown {
  try {
    return secureJson.parse(utf8.decode(raw), undefined, { protoAction: 'error', constructorAction: 'error' });
  } catch (cause) {
    throw new AppError('invalid_request', 'The body is not usable JSON.', { cause });
  }
}
