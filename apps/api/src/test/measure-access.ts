import type { Endpoint } from '@hadir/contract/endpoint.ts';
import type { Response } from 'supertest';
import { allEndpoints } from '#test/all-endpoints.ts';
import type { TestApp } from '#test/open-app.ts';
import { asPeopleOf, type RoleName, roleNames } from '#test/role-callers.ts';
import { addressFor } from '#test/sample-addresses.ts';
import { type Body, sampleBody } from '#test/sample-bodies.ts';
import { buildWorld, type World } from '#test/two-schools.ts';

/** What a call came to, such as `200` or `400 challenge_invalid`. */
type Outcome = string;
type Measured = {
  endpoint: Endpoint;
  own: Record<RoleName, Outcome>;
  /** With every id that it names from another school; null where it names none. */
  other: Record<RoleName, Outcome> | null;
};

/** Calls every endpoint as everybody, with what is of the own school and with what is of another one. */
export async function measureAccess(app: TestApp): Promise<Measured[]> {
  const { db } = app.database;
  const there = await buildWorld(db);
  let here = await buildWorld(db);
  let ask = asPeopleOf(app, here);
  const renew = async () => {
    here = await buildWorld(db);
    ask = asPeopleOf(app, here);
  };

  async function call(role: RoleName, endpoint: Endpoint, isOwn: boolean): Promise<Outcome> {
    const send = () => {
      const named = isOwn ? here : there;
      return ask(role, endpoint, addressFor(endpoint, named), sampleBody(endpoint, named));
    };
    let answer = await send();
    if (answer.status === 429) {
      await renew();
      answer = await send();
    }
    // What was there is not as it was any more; nor is who has signed out.
    if (endpoint.method !== 'GET' && answer.status === 200) await renew();
    return outcomeOf(answer);
  }

  async function callAsAll(endpoint: Endpoint, isOwn: boolean): Promise<Record<RoleName, Outcome>> {
    const outcomes: Partial<Record<RoleName, Outcome>> = {};
    for (const role of roleNames) outcomes[role] = await call(role, endpoint, isOwn);
    // Proven border: every name has got its outcome.
    return outcomes as Record<RoleName, Outcome>;
  }

  const measured: Measured[] = [];
  for (const endpoint of allEndpoints) {
    // First what changes nothing.
    const other = namesIds(endpoint, there) ? await callAsAll(endpoint, false) : null;
    measured.push({ endpoint, own: await callAsAll(endpoint, true), other });
  }
  return measured;
}

const usualCode: Record<number, string> = { 401: 'not_signed_in', 403: 'not_allowed', 404: 'not_found' };

/** The code is said where the status does not say it all. */
function outcomeOf({ status, body }: Response): Outcome {
  const code: unknown = status === 200 ? undefined : body.code;
  return code === undefined || code === usualCode[status] ? `${status}` : `${status} ${code}`;
}

function namesIds(endpoint: Endpoint, world: World): boolean {
  const body: Body | undefined = sampleBody(endpoint, world);
  return endpoint.path.includes(':') || /[0-9a-f]{8}-[0-9a-f-]{27}/.test(JSON.stringify(body ?? {}));
}
