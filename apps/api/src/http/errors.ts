import { type ErrorCode, errorStatus } from '@hadir/contract/error.ts';

type WrongField = { path: string; message: string };

/** An expected failure: answered with its code's status as `{code, message, request_id}`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: WrongField[] | undefined;
  /** Whole seconds, sent as Retry-After. */
  readonly retryAfterS: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; fields?: WrongField[]; retryAfterS?: number } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.fields = options.fields;
    this.retryAfterS = options.retryAfterS;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}

/** The one answer for what does not exist and for what is none of the caller's business. */
export function notFound(): AppError {
  return new AppError('not_found', 'There is nothing here.');
}

/** An id in the input that leads nowhere the caller may see: like an address that does, and `fields` says which. */
export function unknownReference(...paths: string[]): AppError {
  return new AppError('not_found', 'Something the request names is unknown.', {
    fields: paths.map((path) => ({ path, message: 'is unknown' })),
  });
}
