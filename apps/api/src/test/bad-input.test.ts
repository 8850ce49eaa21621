import type { Endpoint } from '@hadir/contract/endpoint.ts';
import { type ErrorCode, errorStatus } from '@hadir/contract/error.ts';
import { rolesWith } from '@hadir/contract/permissions.ts';
import fc from 'fast-check';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '#generated/prisma/client.ts';
import { allEndpoints, nameOf } from '#test/all-endpoints.ts';
import { buildAdmin, buildPerson, buildStudent, buildTeacher } from '#test/build.ts';
import { type Caller, callAs, type Verb } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { pathFor } from '#test/sample-addresses.ts';
import { type Body, bodiesThatDo } from '#test/sample-bodies.ts';
import { buildWorld, countRows, type World } from '#test/two-schools.ts';

let app: TestApp;
let world: World;
const callers: Record<Role | 'stranger', Caller[]> = {
  ...{ stranger: [], student: [], teacher: [] },
  ...{ viewer: [], admin: [], super_admin: [] },
};
let addresses = 0;

beforeAll(async () => {
  // Each request from an address of its own and by one of many: the limits have tests of their own.
  app = await openTestApp({ options: { trustProxy: 1 }, context: { setUpToken: 'the token' } });
  world = await buildWorld(app.database.db);
  const { school } = world;
  callers.stranger.push(await callAs(app, null));
  callers.teacher.push(await callAs(app, world.teacher));
  for (let count = 0; count < 40; count += 1) {
    callers.student.push(await callAs(app, await buildStudent(app.database.db, { school })));
    callers.teacher.push(await callAs(app, await buildTeacher(app.database.db, { school })));
    callers.admin.push(await callAs(app, await buildAdmin(app.database.db, { school })));
    callers.super_admin.push(await callAs(app, await buildPerson(app.database.db, 'super_admin', { school })));
  }
});
afterAll(async () => app.close());

function start(endpoint: Endpoint, query = '') {
  const who =
    endpoint.access === 'anyone'
      ? 'stranger'
      : endpoint.access === 'signed_in'
        ? 'student'
        : rolesWith(endpoint.access)[0];
  const able = callers[who ?? 'stranger'];
  const caller = able[addresses % able.length];
  if (!caller) throw new Error(`nobody calls as ${who}`);
  const verbs = { GET: 'get', POST: 'post', PATCH: 'patch', DELETE: 'delete' } as const satisfies Record<string, Verb>;
  addresses += 1;
  return caller
    .start(verbs[endpoint.method], `${pathFor(endpoint, world)}${query}`)
    .set('X-Forwarded-For', `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}`);
}

async function send(endpoint: Endpoint, json: string): Promise<Response> {
  return start(endpoint).set('Content-Type', 'application/json').send(json);
}

/** A 4xx with the code that belongs to its status, and nothing of our insides. */
function expectRefusal(answer: Response, what: string) {
  const { status, body } = answer;
  expect([what, status >= 400 && status < 500 && status !== 429]).toEqual([what, true]);
  const code: ErrorCode = body.code;
  expect([what, errorStatus[code]]).toEqual([what, status]);
  expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts:\d|prisma|postgres|select /i);
}

// As JSON text, because some of it no JavaScript value can say.
const bad = [
  'null',
  '[]',
  '[[]]',
  '[1]',
  '{}',
  '{"a":1}',
  'true',
  '0',
  '-1',
  '1.5',
  '1e300',
  '1e999',
  '-1e999',
  '""',
  '" "',
  '"-1,2"',
  '"NaN"',
  '"\\u0000"',
  '"long enough\\u0000"',
  '"\\ud800 long enough"',
  '"\\u0000@built.example"',
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":1}}',
  `"${'x'.repeat(100_000)}"`,
  '"\'; drop table people; --"',
  '"0000-01-01T00:00:00Z"',
  '"9999-12-31T23:59:59Z"',
  '"2026-02-30T00:00:00Z"',
];
const neverAccepted = /\\u0000|\\ud800|__proto__|prototype/;

/** What people choose freely: here a bad value that the contract knows as good is none. */
const free =
  /(^|\.)(name|admin_name|file_name|school_name|title|room|section|code|department|admission_number|reason|label|consent_text|retention_policy|lat|lng|is_archived|weekdays|opens_itself|rotate_join_code|publish_policies|guardian_name|keep_this)$/;
const chosenPassword = /registration|accept|setup|me\/password/;

const withBody = allEndpoints.filter(({ body, bodyIs }) => body && bodyIs !== 'raw');

describe('a body with one bad field', () => {
  it.each(withBody.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
    'to %s is refused and leaves nothing behind',
    async (name, endpoint) => {
      const before = await countRows(app.database.db);
      for (const body of bodiesThatDo(endpoint, world)) {
        expect([name, endpoint.body?.safeParse(body).error]).toEqual([name, undefined]);
        for (const field of leaves(body)) {
          for (const value of bad) {
            const json = replaced(body, field, value);
            const isFree = free.test(field) || (/^(new_)?password$/.test(field) && chosenPassword.test(name));
            if (isFree && !neverAccepted.test(value) && endpoint.body?.safeParse(JSON.parse(json)).success) continue;
            if (isOptionalAway(endpoint, json, field, value)) continue;
            expectRefusal(await send(endpoint, json), `${name} ${field} = ${value.slice(0, 60)}`);
          }
        }
      }
      expect(await countRows(app.database.db)).toEqual(before);
    },
    60_000,
  );
});

const optional = new Set([
  ...['place_id', 'radius_m', 'polygon', 'phone', 'email'],
  ...['admission_number', 'born_on', 'gender', 'class_id', 'stream_id'],
]);

/** `null` where the contract says that nothing may be given. */
function isOptionalAway(endpoint: Endpoint, json: string, field: string, value: string): boolean {
  const isOptional = optional.has(field) || field.startsWith('mapping.');
  return value === 'null' && isOptional && endpoint.body?.safeParse(JSON.parse(json)).success === true;
}

describe('a body of another kind', () => {
  it.each(withBody.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
    'to %s is refused',
    async (name, endpoint) => {
      const before = await countRows(app.database.db);
      for (const json of ['[]', 'null', '1e999', '"x"', 'true', '{', '{"__proto__":1}', `[${'"x",'.repeat(10)}1]`]) {
        const answer = await send(endpoint, json);
        expect([name, json, answer.status, answer.body.code]).toEqual([name, json, 400, 'invalid_request']);
      }
      const large = await send(endpoint, JSON.stringify({ x: 'x'.repeat(endpoint.bodyBytes ?? 2_000_000) }));
      expect([large.status, large.body.code]).toEqual([413, 'body_too_large']);
      expect(await countRows(app.database.db)).toEqual(before);
    },
  );

  it('whatever it is, never breaks the server', async () => {
    const endpoints = withBody.filter(({ path }) => path !== '/api/sign_out');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...endpoints), fc.json({ maxDepth: 4 }), async (endpoint, json) => {
        const { status } = await send(endpoint, json);
        return status < 500;
      }),
      { numRuns: 300 },
    );
  });
});

const withQuery = allEndpoints.filter(({ query }) => query);
const badWords = [
  '%00',
  'a%00b',
  '',
  'NaN',
  '-1,2',
  '1e999',
  '[]',
  '%7B%7D',
  "'--",
  '0000-01-01T00:00:00Z',
  'x'.repeat(3000),
];

describe('a query', () => {
  it.each(withQuery.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
    'to %s with a bad value is refused, or finds nothing where an id is unknown',
    async (name, endpoint) => {
      for (const field of Object.keys(endpoint.query?.shape ?? {})) {
        for (const word of badWords) {
          const answer = await start(endpoint, `?${field}=${word}`);
          const isUnknownId = field.endsWith('_id') && answer.status === 200 && answer.body.items.length === 0;
          const isSearch = field === 'search' && answer.status === 200 && !word.includes('%00');
          if (!isUnknownId && !isSearch) expectRefusal(answer, `${name} ${field} = ${word.slice(0, 60)}`);
        }
        for (const twice of [`${field}=x&${field}=y`, `${field}[]=x&${field}=y`, `${field}[a]=x`]) {
          expectRefusal(await start(endpoint, `?${twice}`), `${name} ${twice}`);
        }
      }
    },
  );
});

const id = '00000000-0000-7000-8000-000000000000';
// In the shapes that our own cursors have, and none that we gave.
const badPositions = [
  null,
  [],
  {},
  ['a\u0000', id],
  ['\ud800', id],
  ['a', 'b'],
  ['0000-01-01T00:00:00.000Z', 'b'],
  { at: '0000-01-01T00:00:00Z', id },
  { at: '9999-12-31T23:59:59Z', id },
  { at: 'a', id },
];

it.each(
  withQuery
    .filter(({ query }) => 'cursor' in (query?.shape ?? {}))
    .map((endpoint) => [nameOf(endpoint), endpoint] as const),
)('a page of %s that nobody was given is refused', async (name, endpoint) => {
  for (const position of badPositions) {
    const cursor = Buffer.from(JSON.stringify(position)).toString('base64url');
    expectRefusal(await start(endpoint, `?cursor=${cursor}`), `${name} at ${JSON.stringify(position)}`);
  }
});

/** Paths of a body's leaves, such as `student_ids.0`, and of its lists and objects. */
function leaves(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, next]) => leaves(next, path ? `${path}.${key}` : key));
  return path ? [path, ...inner.slice(0, 3)] : inner;
}

function replaced(body: Body, path: string, json: string): string {
  const mark = 'the place of the bad value';
  const copy: unknown = structuredClone(body);
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : at),
    copy,
  );
  if (typeof parent === 'object' && parent !== null) Reflect.set(parent, last, mark);
  return JSON.stringify(copy).replace(`"${mark}"`, () => json);
}
