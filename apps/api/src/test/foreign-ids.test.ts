import type { Endpoint } from '@hadir/contract/endpoint.ts';
import { rolesWith } from '@hadir/contract/permissions.ts';
import { getMe } from '@hadir/contract/sign-in.ts';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { allEndpoints, nameOf } from '#test/all-endpoints.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { asPeopleOf, type RoleName } from '#test/role-callers.ts';
import { addressFor } from '#test/sample-addresses.ts';
import { type Body, bodiesThatDo, sampleBody } from '#test/sample-bodies.ts';
import { buildWorld, countRows, type World } from '#test/two-schools.ts';

let app: TestApp;
let here: World;
let there: World;
beforeAll(async () => {
  app = await openTestApp({ options: { trustProxy: 1 } });
  here = await buildWorld(app.database.db);
  there = await buildWorld(app.database.db);
});
afterAll(async () => app.close());

const nobodys = '01890000-0000-7000-8000-000000000000';

/** Of all schools: its head may name each. */
const isOfNoSchool = ({ path }: Endpoint) => path.startsWith('/api/schools');

/** What a query can name, and what of a world that is. */
const inQuery: Record<string, (world: World) => string> = {
  course_id: ({ course }) => course.id,
  session_id: ({ session }) => session.id,
  student_id: ({ student }) => student.id,
  person_id: ({ student }) => student.id,
  subject_id: ({ student }) => student.id,
  actor_id: ({ teacher }) => teacher.id,
  teacher_id: ({ teacher }) => teacher.id,
  class_id: ({ schoolClass }) => schoolClass.id,
  stream_id: ({ stream }) => stream.id,
  place_id: ({ place }) => place.id,
  signal_id: ({ signal }) => signal.id,
};

/** Made up by phones and browsers, or named inside one's own account only. */
const notOfASchool = new Set(['device_id', 'challenge_id', 'rawId', 'id']);

/** Where the protocol of marks has words of its own for a class session that is unknown; tries at it are kept. */
const ofTheProtocol: Record<string, string> = {
  'POST /api/session_attendance/challenge': '400 session_not_found',
  'POST /api/session_attendance/mark': '400 session_not_found',
  // A face that was replaced in the meantime is as unknown as another's.
  'POST /api/people/:id/face_template/confirm template': '409 not_possible_now',
  'POST /api/people/:id/face_template/reject template': '409 not_possible_now',
  // Each student of the call has an answer of their own: `not_found`.
  'POST /api/class_sessions/:id/roll_call student': '200 undefined',
  'POST /api/class_sessions/:id/roll_call classmate': '200 undefined',
  'POST /api/room_code_receipts': '400 room_code_invalid',
};

type Naming = { what: string; id: string; path: string; body: Body | undefined };

/** The calls of an endpoint with one of the ids it names, each in turn, put in another's place. */
function namings(endpoint: Endpoint, replace: (id: string) => string): Naming[] {
  const path = addressFor(endpoint, here);
  const body = sampleBody(endpoint, here);
  const inPath = path.split(/[/?]/).filter((part) => isId(part) && replace(part) !== part);
  const bodies = endpoint.bodyIs === 'raw' || !endpoint.body ? [body] : bodiesThatDo(endpoint, here);
  const inBodies = bodies.flatMap((each) => leaves(each).map((leaf) => [each, leaf] as const));
  return [
    ...inPath.map((id) => ({ what: 'path', id: replace(id), path: path.replace(id, replace(id)), body })),
    ...inBodies.flatMap(([each, id]) =>
      // Whose account it is may be asked from anywhere.
      replace(id) === id || (id.includes('@') && endpoint.access === 'anyone')
        ? []
        : [
            {
              what: nameOfId(id),
              id: replace(id),
              path,
              body: JSON.parse(JSON.stringify(each).replaceAll(id, replace(id))),
            },
          ],
    ),
    ...Object.keys(endpoint.query?.shape ?? {}).flatMap((field) => {
      const id = inQuery[field]?.(here);
      return id === undefined
        ? []
        : [
            {
              what: field,
              id: replace(id),
              path: `${path}${path.includes('?') ? '&' : '?'}${field}=${replace(id)}`,
              body,
            },
          ];
    }),
  ];
}

const isId = (text: string) => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text);

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}

/** What of the world it is, such as `place`. */
function nameOfId(id: string): string {
  return Object.entries(here).find(([, own]) => Reflect.get(own, 'id') === id)?.[0] ?? id;
}

/** The same thing of the other school; what is no id or e-mail of this one stays. */
function theirs(text: string): string {
  for (const [key, own] of Object.entries(here)) {
    const other: unknown = Reflect.get(there, key);
    for (const field of ['id', 'email']) {
      if (Reflect.get(own, field) === text) return String(Reflect.get(Object(other), field));
    }
  }
  return text;
}

const unknown = (text: string) => {
  if (theirs(text) === text) return text;
  return text.includes('@') ? 'nobody@built.example' : nobodys;
};

const named = allEndpoints.filter((endpoint) => !isOfNoSchool(endpoint));

/** Those who may call it at all, and so could reach what is not theirs. */
function whoMay({ access, path }: Endpoint): RoleName[] {
  if (path.startsWith('/api/session_attendance/')) return ['student'];
  if (access === 'anyone') return ['stranger', 'student'];
  return access === 'signed_in' ? ['student', 'teacher', 'admin'] : [...rolesWith(access)];
}

describe('an id of another school is like one that nobody has', () => {
  it.each(named.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
    'in every place of %s',
    async (name, endpoint) => {
      const ask = asPeopleOf(app, here);
      const calls = namings(endpoint, theirs);
      const withUnknown = namings(endpoint, unknown);
      expect(withUnknown.map(({ what }) => what)).toEqual(calls.map(({ what }) => what));
      for (const role of whoMay(endpoint)) {
        await ask(role, getMe, getMe.path);
        const before = endpoint.method === 'GET' ? {} : await countRows(app.database.db);
        for (const [index, { what, id, path, body }] of calls.entries()) {
          const other = await ask(role, endpoint, path, body);
          const nobody = withUnknown[index] ?? { id: '', path: '', body: undefined };
          const nowhere = await ask(role, endpoint, nobody.path, nobody.body);
          const said = `${role} ${what}: ${other.status} ${other.body.code}`;
          const expected = what.includes('@')
            ? '400 invalid_request'
            : (ofTheProtocol[`${name} ${what}`] ?? ofTheProtocol[name] ?? '404 not_found');
          expect(said).toBe(`${role} ${what}: ${expected}`);
          expect(comparable(other, id)).toEqual(comparable(nowhere, nobody.id));
        }
        if (endpoint.method !== 'GET' && !ofTheProtocol[name]) {
          expect([role, await countRows(app.database.db)]).toEqual([role, before]);
        }
      }
    },
  );
});

/** All that is said, but for the number of the request and the id itself. */
const comparable = ({ status, body, headers }: Response, id: string) => [
  status,
  JSON.stringify({ ...body, request_id: '' }).replaceAll(id, 'the id'),
  headers['content-type'],
];

/** Names of fields that hold ids, wherever they stand in a body. */
function idFields(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema ? Object.keys(Object(schema.properties)) : [];
  return [...own.filter((name) => /(^|_)ids?$/.test(name)), ...Object.values(schema).flatMap(idFields)];
}

describe('no id is left out', () => {
  it.each(named.filter(({ body, bodyIs }) => body && bodyIs !== 'raw').map((each) => [nameOf(each), each] as const))(
    'of the samples for %s',
    (_name, endpoint) => {
      const schema = endpoint.body && z.toJSONSchema(endpoint.body, { io: 'input', unrepresentable: 'any' });
      const wanted = new Set(idFields(schema).filter((field) => !notOfASchool.has(field)));
      const samples = JSON.stringify(bodiesThatDo(endpoint, here));
      expect([...wanted].filter((field) => !samples.includes(`"${field}"`))).toEqual([]);
    },
  );

  it('of the queries', () => {
    const fields = named.flatMap(({ query }) => Object.keys(query?.shape ?? {}));
    expect(fields.filter((field) => /(^|_)ids?$/.test(field) && !inQuery[field])).toEqual([]);
  });
});
