import type { Failure } from '#lib/failure.ts';

/** What the server would say of a phone without a key. */
export const unrecognisedPhone: Failure = {
  kind: 'refused',
  status: 401,
  code: 'device_not_recognised',
  requestId: null,
  fields: [],
  next: null,
  retryAfterS: null,
};
