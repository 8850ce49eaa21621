import { stepUp } from '@hadir/contract/account-security.ts';
import type { Endpoint } from '@hadir/contract/endpoint.ts';
import { getCsrf, signIn } from '@hadir/contract/sign-in.ts';
import { type APIRequestContext, request } from '@playwright/test';
import type { z } from 'zod';

type Input = { params?: Record<string, string>; query?: Record<string, string>; body?: unknown };

/** Somebody signed in who does by HTTP what the screens do, for the parts of a journey that are not its subject. */
export type Caller = <E extends Endpoint>(endpoint: E, input?: Input) => Promise<z.output<E['reply']>>;

/** A browser of its own, nobody signed in yet. Throws when an answer is not a 200 or does not fit the contract. */
export async function openCaller(address: string): Promise<Caller> {
  const http = await request.newContext({ baseURL: address, extraHTTPHeaders: { Origin: address } });
  return async (endpoint, input = {}) => send(http, endpoint, input);
}

export async function signInAs(address: string, email: string, password: string): Promise<Caller> {
  const caller = await openCaller(address);
  await caller(signIn, { body: { email, password } });
  return async (endpoint, input) => {
    // Journeys take longer than a password counts as given just now.
    if (endpoint.stepUp) await caller(stepUp, { body: { password } });
    return caller(endpoint, input);
  };
}

async function send<E extends Endpoint>(
  http: APIRequestContext,
  endpoint: E,
  input: Input,
): Promise<z.output<E['reply']>> {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(input.params?.[name] ?? ''));
  const options = { method: endpoint.method, ...(input.query ? { params: input.query } : {}) };
  const answer =
    endpoint.method === 'GET'
      ? await http.fetch(path, options)
      : await http.fetch(path, {
          ...options,
          headers: { 'X-CSRF-Token': (await send(http, getCsrf, {})).token },
          data: input.body ?? {},
        });
  const text = await answer.text();
  if (!answer.ok()) throw new Error(`${endpoint.method} ${path} was answered ${answer.status()}: ${text}`);
  // The schema that parses the reply is the one its type comes from.
  return endpoint.reply.parse(JSON.parse(text)) as z.output<E['reply']>;
}
