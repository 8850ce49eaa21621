import { MarkRefused } from '@hadir/contract/attendance.ts';
import type { Endpoint } from '@hadir/contract/endpoint.ts';
import { ErrorReply } from '@hadir/contract/error.ts';
import { getCsrf } from '@hadir/contract/sign-in.ts';
import type { z } from 'zod';
import { appVersion } from './client.ts';
import { CallFailed, type Failure } from './failure.ts';

/** A request silent for longer is taken for lost, milliseconds. */
const TIMEOUT_MS = 20_000;
/** The same for a file, which is made while it comes, and for what takes long. */
const LONG_TIMEOUT_MS = 600_000;

type Part<Name extends string, Schema> = Schema extends z.ZodType
  ? Record<never, never> extends z.input<Schema>
    ? { [K in Name]?: z.input<Schema> }
    : undefined extends z.input<Schema>
      ? { [K in Name]?: z.input<Schema> }
      : { [K in Name]: z.input<Schema> }
  : unknown;

export type CallInput<E extends Endpoint> = Part<'params', E['params']> &
  Part<'query', E['query']> &
  (Part<'body', E['body']> | { rawBody: string }) & {
    headers?: Record<string, string>;
    signal?: AbortSignal;
    /** The body was made by an earlier version of the app: what is said of that says nothing of this one. */
    isOfEarlier?: boolean;
  };

/** What a file endpoint answers: its bytes, under the name they should be kept by. */
type FileReply = { blob: Blob; name: string };
export type Reply<E extends Endpoint> = E['replyIs'] extends 'file' ? FileReply : z.output<E['reply']>;
export type Answer<E extends Endpoint> = { kind: 'ok'; value: Reply<E> } | Failure;

type Plain = {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  rawBody?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  isOfEarlier?: boolean;
};

const always = { Accept: 'application/json', 'X-Client-Version': appVersion };
let csrfToken: string | null = null;
const signedOutListeners = new Set<() => void>();
const tooOldListeners = new Set<() => void>();
let askStepUp: (() => Promise<boolean>) | null = null;

/** The token belongs to a session: forget it whenever the session changes. */
export function forgetCsrfToken(): void {
  csrfToken = null;
}

/** Called when any call is answered `not_signed_in`. Returns the way to stop listening. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/**
 * Asks for the password or the second factor when a call is answered `step_up_needed`; the call is sent again when it
 * resolves with true. Returns the way to stop asking.
 */
export function onStepUpNeeded(ask: () => Promise<boolean>): () => void {
  askStepUp = ask;
  return () => {
    if (askStepUp === ask) askStepUp = null;
  };
}

/** Called when any call is answered `client_too_old`. Returns the way to stop listening. */
export function onTooOld(listener: () => void): () => void {
  tooOldListeners.add(listener);
  return () => tooOldListeners.delete(listener);
}

/**
 * One request by contract. Expected refusals and a missing answer are values; rejects only with the signal's reason.
 * `rawBody` goes out byte for byte, for bodies that are signed.
 */
export async function call<E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<Answer<E>> {
  const plain: Plain = input;
  let answer = await send(endpoint, plain);
  if (answer.kind === 'refused' && answer.code === 'csrf_refused') {
    forgetCsrfToken();
    answer = await send(endpoint, plain);
  }
  if (answer.kind === 'refused' && answer.code === 'step_up_needed' && (await askStepUp?.())) {
    answer = await send(endpoint, plain);
  }
  if (answer.kind === 'refused' && answer.code === 'not_signed_in') {
    forgetCsrfToken();
    for (const listener of signedOutListeners) listener();
  }
  if (answer.kind === 'refused' && answer.code === 'client_too_old' && !plain.isOfEarlier) {
    for (const listener of tooOldListeners) listener();
  }
  return answer;
}

/** The same for query and mutation functions: throws `CallFailed`. */
export async function callOrThrow<E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<Reply<E>> {
  const answer = await call(endpoint, input);
  if (answer.kind === 'ok') return answer.value;
  throw new CallFailed(answer);
}

async function send<E extends Endpoint>(endpoint: E, input: Plain): Promise<Answer<E>> {
  const headers: Record<string, string> = { ...always, ...input.headers };
  const init: RequestInit = { method: endpoint.method, headers, credentials: 'same-origin', cache: 'no-store' };
  // What speaks by a key alone goes out without the cookie of whoever is signed in now.
  if (endpoint.deviceKey === 'authenticates') init.credentials = 'omit';
  if (endpoint.method !== 'GET') {
    if (endpoint.deviceKey !== 'authenticates') {
      const token = await getCsrfToken(input.signal);
      if (typeof token !== 'string') return token;
      headers['X-CSRF-Token'] = token;
    }
    headers['Content-Type'] = 'application/json';
    init.body = input.rawBody ?? JSON.stringify(input.body ?? {});
  }
  const isFile = endpoint.replyIs === 'file';
  const timeoutMs = isFile || endpoint.takesLong ? LONG_TIMEOUT_MS : TIMEOUT_MS;
  const answer = await exchange(makeUrl(endpoint.path, input), init, { isFile, timeoutMs }, input.signal);
  if (answer.kind !== 'answered') return answer;
  if (!answer.isOk) return readRefusal(answer);
  // The endpoint says that it answers with a file, and so does its type.
  if (answer.file) return { kind: 'ok', value: answer.file as Reply<E> };
  const reply = endpoint.reply.safeParse(answer.json);
  if (!reply.success) return { kind: 'unexpected', status: answer.status, requestId: answer.requestId };
  // The schema that has just accepted the reply is the one its type comes from.
  return { kind: 'ok', value: reply.data as Reply<E> };
}

async function getCsrfToken(signal?: AbortSignal): Promise<string | Failure> {
  if (csrfToken !== null) return csrfToken;
  const answer = await send(getCsrf, signal ? { signal } : {});
  if (answer.kind !== 'ok') return answer;
  csrfToken = answer.value.token;
  return csrfToken;
}

type Answered = {
  kind: 'answered';
  isOk: boolean;
  status: number;
  requestId: string | null;
  retryAfterS: number | null;
  json: unknown;
  file: FileReply | null;
};

async function exchange(
  url: string,
  init: RequestInit,
  { isFile, timeoutMs }: { isFile: boolean; timeoutMs: number },
  signal?: AbortSignal,
): Promise<Answered | Failure> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, { ...init, signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
    const { status, ok: isOk } = response;
    const requestId = response.headers.get('X-Request-Id');
    const retryAfterS = readSeconds(response.headers.get('Retry-After'));
    if (isOk && isFile) {
      const file = { blob: await response.blob(), name: readName(response.headers.get('Content-Disposition')) };
      return { kind: 'answered', isOk, status, requestId, retryAfterS, json: undefined, file };
    }
    const text = await response.text();
    // A gateway that finds nobody behind it answers in its own words.
    if (status === 502 || status === 504) return { kind: 'unreachable' };
    return { kind: 'answered', isOk, status, requestId, retryAfterS, json: parseJson(text), file: null };
  } catch {
    signal?.throwIfAborted();
    return { kind: 'unreachable' };
  }
}

/** Our API sends whole seconds; the header's other form, a date, is not used. */
function readSeconds(header: string | null): number | null {
  return header !== null && /^\d{1,5}$/.test(header) ? Number(header) : null;
}

/** Our API always says the whole name as `filename*`. */
function readName(disposition: string | null): string {
  const [, name = ''] = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '') ?? [];
  return decodeURIComponent(name) || 'hadir';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readRefusal({ status, json, requestId, retryAfterS }: Answered): Failure {
  const refused = MarkRefused.safeParse(json);
  if (refused.success) {
    const { code, next, hint } = refused.data;
    const failure = { kind: 'refused', status, code, requestId, next, retryAfterS } as const;
    return { ...failure, fields: [], ...(hint && { hint }) };
  }
  const error = ErrorReply.safeParse(json);
  if (!error.success) return { kind: 'unexpected', status, requestId };
  const { code, request_id, fields = [] } = error.data;
  return { kind: 'refused', status, code, requestId: request_id, fields, next: null, retryAfterS };
}

function makeUrl(path: string, { params = {}, query = {} }: Plain): string {
  const filled = path.replace(/:([a-z_]+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  return search.size > 0 ? `${filled}?${search}` : filled;
}
