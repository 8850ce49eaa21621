import type { Endpoint } from '@hadir/contract/endpoint.ts';
import type { Response } from 'supertest';
import { type Caller, callAs, type Verb } from '#test/call-as.ts';
import type { TestApp } from '#test/open-app.ts';
import type { World } from '#test/two-schools.ts';

/** Everybody who may stand before an endpoint, and who of a world that is. */
const people = {
  stranger: () => null,
  /** The phone, the face and the marks are theirs. */
  student: ({ classmate }: World) => classmate,
  other_student: ({ student }: World) => student,
  /** The course and the class session are theirs. */
  teacher: ({ teacher }: World) => teacher,
  other_teacher: ({ colleague }: World) => colleague,
  viewer: ({ viewer }: World) => viewer,
  admin: ({ admin }: World) => admin,
  super_admin: ({ head }: World) => head,
};

export type RoleName = keyof typeof people;
export const roleNames: readonly RoleName[] = [
  'stranger',
  ...(['student', 'other_student', 'teacher', 'other_teacher'] as const),
  ...(['viewer', 'admin', 'super_admin'] as const),
];

const verbs = { GET: 'get', POST: 'post', PATCH: 'patch', DELETE: 'delete' } as const satisfies Record<string, Verb>;
let requests = 0;

type Ask = (role: RoleName, endpoint: Endpoint, path: string, body?: object) => Promise<Response>;

/** Asks as anybody of a world, each request from an address of its own: the limits have tests of their own. */
export function asPeopleOf(app: TestApp, world: World): Ask {
  const callers = new Map<RoleName, Promise<Caller>>();
  return async (role, endpoint, path, body) => {
    const caller = callers.get(role) ?? callAs(app, people[role](world));
    callers.set(role, caller);
    requests += 1;
    const request = (await caller)
      .start(verbs[endpoint.method], path)
      .set('X-Forwarded-For', `10.${(requests >> 16) & 255}.${(requests >> 8) & 255}.${requests & 255}`);
    return body === undefined ? request : request.send(body);
  };
}
