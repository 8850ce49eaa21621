import { z } from 'zod';
import { AppError } from '#http/errors.ts';
import { toInstant } from '#http/instant.ts';

const TimePosition = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]);

/** The last row of a page in order of time. */
type TimePosition = { at: Date; id: string };

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

/**
 * Where a page in order of time ended, written as `[at, id]`; null for the first page.
 * @throws AppError invalid_request for anything else
 */
export function readTimeCursor(cursor: string | undefined): TimePosition | null {
  const position = readCursor(cursor, TimePosition);
  return position && { at: toInstant(position[0], 'cursor'), id: position[1] };
}

type Range = { lt: Date } | { lte: Date } | { gt: Date } | { gte: Date };

/**
 * The condition for what comes after a page in order of time and id; none for the first one.
 * @param when the same condition on the list's own column of time
 */
export function afterCursor<T extends object>(
  position: TimePosition | null,
  order: 'asc' | 'desc',
  when: (range: Range) => T,
) {
  if (position === null) return {};
  const { at, id } = position;
  return order === 'asc'
    ? { ...when({ gte: at }), OR: [when({ gt: at }), { id: { gt: id } }] }
    : { ...when({ lte: at }), OR: [when({ lt: at }), { id: { lt: id } }] };
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
