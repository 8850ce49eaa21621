import { stepUp } from '@hadir/contract/account-security.ts';
import type { Endpoint } from '@hadir/contract/endpoint.ts';
import type { z } from 'zod';
import { type Answer, read, type Wire } from './wire.ts';

type Input = { params?: Record<string, string>; query?: Record<string, string>; body?: unknown };
/** A header of null is left out, also where a visitor sends it by habit. */
export type RawRequest = {
  method: string;
  path: string;
  headers?: Record<string, string | null>;
  body?: string | Buffer;
};

/** A browser: its cookie, its token, the address it comes from. */
export type Visitor = {
  address: string;
  /** Of the web session. */
  cookie: string;
  /** What else was set, by name. */
  cookies: Map<string, string>;
  token: string;
  /** Given again by `call` where an endpoint asks for it; empty for who does not know it. */
  password: string;
  /** Sends as a browser would, but for what is asked otherwise. */
  raw(request: RawRequest): Promise<Answer>;
  /** Any answer. */
  ask(endpoint: Endpoint, input?: Input): Promise<Answer>;
  /** The reply of a 200. @throws on anything else */
  call<E extends Endpoint>(endpoint: E, input?: Input): Promise<z.output<E['reply']>>;
  /** A new token, as after signing in. */
  renewToken(): Promise<void>;
};

const androidPhone =
  'Mozilla/5.0 (Linux; Android 15; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36';

let visitors = 0;

/** @param origin as `PUBLIC_URL` says it */
export function openVisitor(wire: Wire, origin: string, address = freshAddress()): Visitor {
  const visitor: Visitor = {
    address,
    cookie: '',
    cookies: new Map(),
    token: '',
    password: '',
    async raw({ method, path, headers = {}, body }) {
      const usual: Record<string, string | null> = {
        Host: new URL(origin).host,
        Origin: origin,
        'Sec-Fetch-Site': 'same-origin',
        'User-Agent': androidPhone,
        // The server is told of one proxy; this stands for what that proxy adds.
        'X-Forwarded-For': visitor.address,
        Cookie: [visitor.cookie, ...visitor.cookies.values()].filter(Boolean).join('; ') || null,
        'X-CSRF-Token': visitor.token || null,
        'Content-Type': body === undefined ? null : 'application/json',
        ...headers,
      };
      const sent = Object.fromEntries(
        Object.entries(usual).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
      );
      const answer = await wire.send({ method, path, headers: sent, ...(body !== undefined && { body }) });
      for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
        const [cookie = ''] = line.split(';');
        if (/hadir=/.test(line)) visitor.cookie = cookie;
        else visitor.cookies.set(cookie.split('=')[0] ?? '', cookie);
      }
      return answer;
    },
    async ask(endpoint, input = {}) {
      return visitor.raw(toRequest(endpoint, input));
    },
    async call<E extends Endpoint>(endpoint: E, input: Input = {}) {
      let answer = await visitor.ask(endpoint, input);
      if (read(answer).code === 'step_up_needed' && visitor.password) {
        await visitor.ask(stepUp, { body: { password: visitor.password } });
        answer = await visitor.ask(endpoint, input);
      }
      if (answer.status !== 200) {
        throw new Error(`${endpoint.method} ${endpoint.path} was answered ${answer.status}: ${answer.text}`);
      }
      // The schema that parses the reply is the one its type comes from.
      return endpoint.reply.parse(JSON.parse(answer.text)) as z.output<E['reply']>;
    },
    async renewToken() {
      visitor.token = String(read(await visitor.raw({ method: 'GET', path: '/api/csrf' })).token);
    },
  };
  return visitor;
}

function toRequest(endpoint: Endpoint, { params, query, body }: Input): RawRequest {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''));
  const asked = query ? `?${new URLSearchParams(query)}` : '';
  return {
    method: endpoint.method,
    path: `${path}${asked}`,
    ...(endpoint.method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
  };
}

/** Every visitor has a household of its own unless it is said otherwise. */
export function freshAddress(): string {
  visitors += 1;
  return `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`;
}
