import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allEndpoints, nameOf } from '#test/all-endpoints.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { asPeopleOf } from '#test/role-callers.ts';
import { addressFor } from '#test/sample-addresses.ts';
import { buildWorld, type World } from '#test/two-schools.ts';

// What every endpoint answers to everybody stands in docs/permissions.md and is compared by permissions.test.ts; ids of
// another school are tried by foreign-ids.test.ts. Here: what the lists hold.

let app: TestApp;
let here: World;
let there: World;
beforeAll(async () => {
  app = await openTestApp({ options: { trustProxy: 1 } });
  here = await buildWorld(app.database.db);
  there = await buildWorld(app.database.db);
});
afterAll(async () => app.close());

/** Ids of everything that belongs to a school; its head belongs to all. */
const idsOf = ({ head: _head, ...world }: World) =>
  Object.values(world).flatMap((thing) => ('id' in thing ? [thing.id] : []));

const readable = allEndpoints.filter(({ method, access }) => method === 'GET' && access !== 'anyone');

describe("another school's data", () => {
  it.each(readable.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
    'is nowhere in the answer of %s, whoever asks',
    async (_name, endpoint) => {
      const ask = asPeopleOf(app, here);
      for (const role of ['student', 'teacher', 'viewer', 'admin'] as const) {
        const { text, body } = await ask(role, endpoint, addressFor(endpoint, here));
        // A file is bytes.
        const answer = text ?? String(body);
        expect(idsOf(there).filter((id) => answer.includes(id))).toEqual([]);
      }
    },
  );
});

describe("a colleague's data", () => {
  const lists = ['people', 'courses', 'class_sessions', 'reviews'].map((name) => `GET /api/${name}`);

  it.each(readable.filter((endpoint) => lists.includes(nameOf(endpoint))).map((each) => [nameOf(each), each] as const))(
    'is not in %s of a teacher',
    async (_name, endpoint) => {
      const ask = asPeopleOf(app, here);
      const own = await ask('teacher', endpoint, addressFor(endpoint, here));
      expect(own.body.items.length).toBeGreaterThan(0);
      const other = await ask('other_teacher', endpoint, addressFor(endpoint, here));
      expect(other.body.items).toEqual([]);
    },
  );
});
