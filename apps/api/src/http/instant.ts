import { AppError } from '#http/errors.ts';

const earliest = Date.UTC(1970, 0, 1);
const latest = Date.UTC(2200, 0, 1);

/**
 * An instant of the wire as a date the database can hold.
 * @throws AppError invalid_request before 1970 and from 2200 on
 */
export function toInstant(text: string, path: string): Date {
  const at = Date.parse(text);
  if (at >= earliest && at < latest) return new Date(at);
  throw new AppError('invalid_request', 'A time is out of range.', {
    fields: [{ path, message: 'must lie between 1970 and 2200' }],
  });
}
