import { z } from 'zod';

/** Every code the API answers with, and its HTTP status. The keys are the union of codes. */
export const errorStatus = {
  invalid_request: 400,
  face_not_registered: 400,
  session_not_found: 400,
  session_inactive: 400,
  challenge_invalid: 400,
  no_position: 400,
  outside_campus: 400,
  already_marked: 400,
  face_not_accepted: 400,
  room_code_invalid: 400,
  shots_not_accepted: 400,
  photo_not_accepted: 400,
  consent_needed: 400,
  join_code_invalid: 400,
  link_invalid: 400,
  nonce_invalid: 400,
  key_not_accepted: 400,
  passkey_not_accepted: 400,
  file_empty: 400,
  file_unreadable: 400,
  file_too_many_rows: 400,
  file_too_many_columns: 400,
  file_quote_open: 400,
  file_too_heavy: 400,
  not_signed_in: 401,
  sign_in_failed: 401,
  password_wrong: 401,
  code_wrong: 401,
  device_not_recognised: 401,
  not_allowed: 403,
  step_up_needed: 403,
  second_factor_needed: 403,
  school_stopped: 403,
  face_method_off: 403,
  not_a_student: 403,
  not_enrolled: 403,
  csrf_refused: 403,
  not_found: 404,
  method_not_allowed: 405,
  already_exists: 409,
  already_decided: 409,
  policy_not_published: 409,
  chain_broken: 409,
  not_possible_now: 409,
  second_person_needed: 409,
  too_many_keys: 409,
  import_has_problems: 409,
  import_expired: 409,
  body_too_large: 413,
  too_many_rows: 413,
  unsupported_media: 415,
  client_too_old: 426,
  retry_later: 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorStatus;

const codes = Object.keys(errorStatus);

export const ErrorCode = z
  .custom<ErrorCode>((value) => typeof value === 'string' && codes.includes(value))
  .meta({ type: 'string', enum: codes });

/** Body of every error but a refused mark. `fields` names what of the input was wrong, by path. */
export const ErrorReply = z.object({
  code: ErrorCode,
  message: z.string(),
  request_id: z.string(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type ErrorReply = z.infer<typeof ErrorReply>;
