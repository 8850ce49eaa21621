import type { z } from 'zod';
import type { Permission } from './permissions.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Who may call: anybody, anybody signed in, or the roles that have the permission. */
export type Access = 'anyone' | 'signed_in' | Permission;

/**
 * One endpoint as data. The API mounts it, the web calls it, OpenAPI is made from it.
 *
 * - `body` is parsed before the handler runs unless `bodyIs` is `raw`: then the handler gets the JSON
 *   value unjudged and `body` serves callers and documentation only.
 * - `bodyBytes`: how large the body may be where that is more than the common limit; only for somebody signed in.
 * - `takesLong`: minutes can go by until it answers; callers wait.
 * - `reply` is the body of a 200, parsed on the way out, unless `replyIs` is `file`: then bytes go out as they are made; `refusal` is the body of an expected refusal.
 * - `stepUp`: needs the password or the second factor of the last ten minutes, else `step_up_needed`.
 * - `beforeSecondFactor`: open to staff who still lack the second factor that their school asks for.
 * - `whenStopped`: open to admins of a school that was stopped; so is what `beforeSecondFactor` opens, and nothing else.
 * - `deviceKey`: `X-Device-Key` names the phone's key; when `signed`, `X-Device-Signature` goes with it. When it
 *   `authenticates`, that signature is all there is to know who speaks: no cookie counts, so no CSRF token is asked for.
 */
export type Endpoint = {
  readonly method: Method;
  readonly path: `/${string}`;
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly bodyIs?: 'parsed' | 'raw';
  readonly bodyBytes?: number;
  readonly takesLong?: true;
  readonly reply: z.ZodType;
  readonly replyIs?: 'json' | 'file';
  readonly refusal?: z.ZodType;
  readonly stepUp?: true;
  readonly beforeSecondFactor?: true;
  readonly whenStopped?: true;
  readonly deviceKey?: 'named' | 'signed' | 'authenticates';
};

/** Keeps the literal types of one endpoint. */
export function endpoint<const E extends Endpoint>(definition: E): E {
  return definition;
}
