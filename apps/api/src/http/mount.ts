import type { Endpoint } from '@hadir/contract/endpoint.ts';
import { type ErrorCode, errorStatus } from '@hadir/contract/error.ts';
import { may } from '@hadir/contract/permissions.ts';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { z } from 'zod';
import { checkCsrf, isUnsafe } from '#http/csrf.ts';
import { AppError } from '#http/errors.ts';
import { type FileReply, isFileReply, sendFile } from '#http/file-reply.ts';
import { type Client, readClient, readInput } from '#http/input.ts';
import { rawBody } from '#http/json-body.ts';
import { noteChange } from '#http/note-changes.ts';
import { noteCode } from '#http/observe-requests.ts';
import { findSignedIn, type WebSignIn } from '#http/sign-in.ts';

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;

/** One request, judged by its endpoint, as a handler sees it. */
export type Call<E extends Endpoint> = {
  person: E['access'] extends 'anyone' ? WebSignIn | null : WebSignIn;
  params: Parsed<E['params']>;
  query: Parsed<E['query']>;
  /** The JSON object as it came (or undefined) when `bodyIs` is `raw`. */
  body: E['bodyIs'] extends 'raw' ? unknown : Parsed<E['body']>;
  rawBody: Buffer;
  client: Client;
  request: Request;
};

/** An expected refusal that is no error: answered with its code's status and a body of the endpoint's own. */
export type Refusal<B> = { readonly kind: typeof refusalMark; code: ErrorCode; body: B; retryAfterS: number | null };
export type Refused<E extends Endpoint> = Refusal<E['refusal'] extends z.ZodType ? z.input<E['refusal']> : never>;

/**
 * What answers a call: the reply's body, or `refused(…)`. A handler written in place widens literals
 * (`success: boolean`); name the type, `const handler: Handler<typeof mark> = …`, where that matters.
 */
export type Handler<E extends Endpoint> = (call: Call<E>) => Promise<Answer<E> | Refused<E>>;
type Answer<E extends Endpoint> = E['replyIs'] extends 'file' ? FileReply : z.input<E['reply']>;

const refusalMark = Symbol('refused');

export function refused<B>(code: ErrorCode, body: B, options: { retryAfterS?: number } = {}): Refusal<B> {
  return { kind: refusalMark, code, body, retryAfterS: options.retryAfterS ?? null };
}

/** The reply of an endpoint that has nothing to tell. */
export const done = { success: true } as const;

const mounted = new WeakMap<Router, Endpoint[]>();

/** Endpoints that were mounted on this router, for OpenAPI and for telling 404 from 405. */
export function mountedOn(router: Router): readonly Endpoint[] {
  return mounted.get(router) ?? [];
}

/**
 * Puts one endpoint of the contract on a router: role, step-up, CSRF token, limits, input, handler, reply.
 * @param limits run once the caller may call and before the input is read, such as a rate limit
 */
export function mount<const E extends Endpoint>(
  router: Router,
  endpoint: E,
  handler: Handler<E>,
  ...limits: RequestHandler[]
): void {
  mounted.set(router, [...mountedOn(router), endpoint]);
  const verb = router[lower(endpoint.method)].bind(router);
  verb(endpoint.path, async (request, response) => {
    const person = await findSignedIn(request);
    judgeAccess(endpoint, person);
    if (isUnsafe(request.method) && endpoint.deviceKey !== 'authenticates') await checkCsrf(request);
    for (const limit of limits) await pass(limit, request, response);
    if (response.headersSent) return;
    const input = readInput(endpoint, request);
    // Proven border: `judgeAccess` and `readInput` have made exactly what the endpoint declares.
    const call = { person, ...input, rawBody: rawBody(request), client: readClient(request), request } as Call<E>;
    const answer = await handler(call);
    if (isUnsafe(request.method)) noteChange(request, { endpoint, person, params: input.params, body: input.body });
    if (isFileReply(answer)) await sendFile(response, answer);
    else send(endpoint, response, answer);
  });
}

function lower(method: Endpoint['method']) {
  return ({ GET: 'get', POST: 'post', PATCH: 'patch', DELETE: 'delete' } as const)[method];
}

function judgeAccess({ access, stepUp, beforeSecondFactor, whenStopped }: Endpoint, person: WebSignIn | null): void {
  if (access === 'anyone') return;
  if (!person) throw new AppError('not_signed_in', 'Please sign in.');
  if (access !== 'signed_in' && !may(person.role, access)) {
    throw new AppError('not_allowed', 'Your account may not do this.');
  }
  if (person.isStopped && !whenStopped && !beforeSecondFactor) {
    throw new AppError('school_stopped', 'Your school was stopped. Only that can be seen and taken back.');
  }
  if (person.lacksSecondFactor && !beforeSecondFactor) {
    throw new AppError('second_factor_needed', 'Your school asks for a second factor. Add one first.');
  }
  if (stepUp && !person.isSteppedUp) throw new AppError('step_up_needed', 'Give your password again.');
}

/** A limit either passes the request on, throws, or answers it itself. */
async function pass(limit: RequestHandler, request: Request, response: Response): Promise<void> {
  if (response.headersSent) return;
  await new Promise<void>((resolve, reject) => {
    response.once('finish', resolve);
    Promise.resolve(limit(request, response, (error?: unknown) => (error ? reject(error) : resolve()))).catch(reject);
  });
}

function isRefusal(answer: unknown): answer is Refusal<unknown> {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === refusalMark;
}

function send(endpoint: Endpoint, response: Response, answer: unknown): void {
  const schema = isRefusal(answer) ? endpoint.refusal : endpoint.reply;
  const parsed = schema?.safeParse(isRefusal(answer) ? answer.body : answer);
  if (!parsed?.success) {
    throw new Error(`${endpoint.method} ${endpoint.path} made an answer that its contract does not know`, {
      cause: parsed?.error,
    });
  }
  if (isRefusal(answer)) noteCode(response, answer.code);
  if (isRefusal(answer) && answer.retryAfterS !== null) response.set('Retry-After', String(answer.retryAfterS));
  response.status(isRefusal(answer) ? errorStatus[answer.code] : 200).json(parsed.data);
}
