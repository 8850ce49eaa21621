import type { z } from 'zod';
import { AppError } from '#http/errors.ts';

/** Where a page ended, as an opaque word. It carries no secret and gives no right, so it is not signed. */
export function writeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * @param shape what `writeCursor` was given
 * @throws AppError invalid_request for anything else
 */
export function readCursor<T extends z.ZodType>(cursor: string | undefined, shape: T): z.output<T> | null {
  if (cursor === undefined) return null;
  const parsed = shape.safeParse(decode(cursor));
  if (parsed.success) return parsed.data;
  throw new AppError('invalid_request', 'The page is unknown.', {
    fields: [{ path: 'cursor', message: 'must come from an earlier answer' }],
  });
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
