import type { Endpoint } from '@hadir/contract/endpoint.ts';
import { may } from '@hadir/contract/permissions.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allEndpoints, nameOf } from '#test/all-endpoints.ts';
import { builtPassword } from '#test/build.ts';
import { type Caller, callAs, type Verb } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { buildWorld, countRows, type World } from '#test/two-schools.ts';

let app: TestApp;
let here: World;
let there: World;
const callers: Partial<Record<'stranger' | 'student' | 'classmate' | 'teacher' | 'colleague' | 'admin', Caller>> = {};

beforeAll(async () => {
  app = await openTestApp();
  here = await buildWorld(app.database.db);
  there = await buildWorld(app.database.db);
  callers.stranger = await callAs(app, null);
  for (const who of ['student', 'classmate', 'teacher', 'colleague', 'admin'] as const) {
    callers[who] = await callAs(app, here[who]);
  }
});
afterAll(async () => app.close());

const deletion = { password: builtPassword, reason: 'made by mistake' };
const byHand = { status: 'present', reason: 'was in the room' };

/** For each address that names something: what it names, a body that would do, and colleagues who may not. */
const named: Record<string, { path: (world: World) => string; body?: object; notFor?: (keyof typeof callers)[] }> = {
  'GET /api/attempts/:id': { path: ({ attempt }) => `/api/attempts/${attempt.id}` },
  'PATCH /api/courses/:id': course({ title: 'Taken over' }),
  'DELETE /api/courses/:id': { path: ({ course: { id } }) => `/api/courses/${id}`, body: deletion },
  'GET /api/courses/:id/enrollments': course(undefined, '/enrollments'),
  'POST /api/courses/:id/enrollments': course({ emails: ['nobody@built.example'] }, '/enrollments'),
  'DELETE /api/courses/:id/enrollments/:student_id': {
    path: ({ course: { id }, student }) => `/api/courses/${id}/enrollments/${student.id}`,
    notFor: ['colleague'],
  },
  'DELETE /api/device_keys/:id': { path: ({ key }) => `/api/device_keys/${key.id}`, notFor: ['student'] },
  'POST /api/device_keys/:id/approve': {
    path: ({ key }) => `/api/device_keys/${key.id}/approve`,
    body: {},
    notFor: ['colleague'],
  },
  'POST /api/people/:id/face_template/confirm': template('confirm', {}),
  'POST /api/people/:id/face_template/reject': template('reject', { reason: 'another person' }),
  'POST /api/device_keys/:id/revoke': {
    path: ({ key }) => `/api/device_keys/${key.id}/revoke`,
    body: { reason: 'lost phone' },
    notFor: ['colleague'],
  },
  'POST /api/device_keys/:id/passkey_options': {
    path: ({ key }) => `/api/device_keys/${key.id}/passkey_options`,
    body: {},
    notFor: ['student'],
  },
  'POST /api/device_keys/:id/approve_by_passkey': {
    path: ({ key }) => `/api/device_keys/${key.id}/approve_by_passkey`,
    body: {
      credential: {
        ...{ id: 'A', rawId: 'A', type: 'public-key' },
        response: { clientDataJSON: 'A', authenticatorData: 'A', signature: 'A' },
      },
    },
    notFor: ['student'],
  },
  'PATCH /api/passkeys/:id': {
    path: ({ passkey }) => `/api/passkeys/${passkey.id}`,
    body: { label: 'Taken over' },
    notFor: ['student'],
  },
  'DELETE /api/passkeys/:id': { path: ({ passkey }) => `/api/passkeys/${passkey.id}`, notFor: ['student'] },
  'GET /api/people/:id/device_keys': ofPerson('device_keys'),
  'GET /api/people/:id/refused_tries': ofPerson('refused_tries'),
  'GET /api/people/:id/consents': ofPerson('consents'),
  'POST /api/people/:id/guardian_consent': ofPerson('guardian_consent', { guardian_name: 'Guardian', version: 1 }),
  'POST /api/people/:id/consent/withdraw': ofPerson('consent/withdraw', {
    guardian_name: 'Guardian',
    reason: 'asked for it',
  }),
  'POST /api/people/:id/guardian_link': ofPerson('guardian_link', {}),
  'GET /api/people/:id/photo': { ...photo(), notFor: ['colleague', 'student'] },
  'POST /api/people/:id/photo': { ...photo(), body: { media_type: 'image/png', data: 'AAAA' } },
  'DELETE /api/people/:id/photo': photo(),
  'GET /api/reports/students/:id': {
    path: ({ classmate }) => `/api/reports/students/${classmate.id}`,
    notFor: ['colleague'],
  },
  'GET /api/reviews/:id': { path: ({ record }) => `/api/reviews/${record.id}`, notFor: ['colleague'] },
  'POST /api/people/:id/face_method/allow': {
    path: ({ classmate }) => `/api/people/${classmate.id}/face_method/allow`,
    body: {},
    notFor: ['colleague'],
  },
  'POST /api/look_alikes/:id/verdict': {
    path: ({ lookAlike }) => `/api/look_alikes/${lookAlike.id}/verdict`,
    body: { verdict: 'same_person', reason: 'one person' },
  },
  'DELETE /api/twins/:id': { path: ({ twins }) => `/api/twins/${twins.id}` },
  'DELETE /api/invitations/:id': { path: ({ invitation }) => `/api/invitations/${invitation.id}` },
  'PATCH /api/places/:id': { path: ({ place }) => `/api/places/${place.id}`, body: { name: 'Taken over' } },
  'GET /api/signals/:id': { path: ({ signal }) => `/api/signals/${signal.id}` },
  'POST /api/signals/:id/decide': {
    path: ({ signal }) => `/api/signals/${signal.id}/decide`,
    body: { decision: 'dismiss', reason: 'made by mistake' },
  },
  'POST /api/class_sessions/:id/open': session('/open', {}),
  'POST /api/class_sessions/:id/close': session('/close', {}),
  'DELETE /api/class_sessions/:id': { ...session('', deletion), notFor: [] },
  'GET /api/class_sessions/:id/roster': session('/roster'),
  'POST /api/class_sessions/:id/room_code/show': session('/room_code/show', {}),
  'POST /api/class_sessions/:id/room_code/hide': session('/room_code/hide', {}),
  'POST /api/class_sessions/:id/roll_call': session('/roll_call', { here: ['01890000-0000-7000-8000-000000000000'] }),
  'POST /api/class_sessions/:id/records/:student_id': {
    path: ({ session: { id }, student }) => `/api/class_sessions/${id}/records/${student.id}`,
    body: byHand,
    notFor: ['colleague'],
  },
};

function course(body?: object, end = '') {
  const path = ({ course: { id } }: World) => `/api/courses/${id}${end}`;
  return { path, ...(body && { body }), notFor: ['colleague' as const] };
}

function session(end: string, body?: object) {
  const path = ({ session: { id } }: World) => `/api/class_sessions/${id}${end}`;
  return { path, ...(body && { body }), notFor: ['colleague' as const] };
}

function ofPerson(end: string, body?: object) {
  const path = ({ classmate }: World) => `/api/people/${classmate.id}/${end}`;
  return { path, ...(body && { body }), notFor: ['colleague' as const] };
}

function photo() {
  return { path: ({ classmate }: World) => `/api/people/${classmate.id}/photo` };
}

function template(end: string, body: object) {
  return {
    path: ({ classmate }: World) => `/api/people/${classmate.id}/face_template/${end}`,
    body,
    notFor: ['colleague' as const],
  };
}

function ask(who: keyof typeof callers, endpoint: Endpoint, path: string, body?: object) {
  const caller = callers[who];
  if (!caller) throw new Error(`nobody calls as ${who}`);
  const verbs = { GET: 'get', POST: 'post', PATCH: 'patch', DELETE: 'delete' } as const satisfies Record<string, Verb>;
  return caller[verbs[endpoint.method]](path, body);
}

const filled = (endpoint: Endpoint) => endpoint.path.replace(/:\w+/g, '01890000-0000-7000-8000-000000000000');
const guarded = allEndpoints.filter(({ access }) => access !== 'anyone');
const naming = allEndpoints.filter(({ params }) => params);

describe('somebody who has not signed in', () => {
  it.each(guarded.map((endpoint) => [nameOf(endpoint), endpoint] as const))('may not %s', async (_name, endpoint) => {
    const { status, body } = await ask('stranger', endpoint, filled(endpoint), endpoint.body && {});
    expect([status, body.code]).toEqual([401, 'not_signed_in']);
  });
});

describe('somebody in another role', () => {
  const cases = guarded.flatMap((endpoint) =>
    (['student', 'teacher', 'admin'] as const)
      .filter((role) => !mayCall(endpoint).includes(role))
      .map((role) => [role, nameOf(endpoint), endpoint] as const),
  );
  it.each(cases)('a %s may not %s', async (role, _name, endpoint) => {
    const { status, body } = await ask(role, endpoint, filled(endpoint), endpoint.body && {});
    expect([status, body.code]).toEqual([403, 'not_allowed']);
  });

  it.each(['POST /api/session_attendance/challenge', 'POST /api/session_attendance/mark'])(
    'staff may not %s',
    async (name) => {
      const endpoint = allEndpoints.find((found) => nameOf(found) === name);
      for (const role of ['teacher', 'admin'] as const) {
        const { status, body } = await ask(role, endpoint ?? fail(name), endpoint?.path ?? '', {
          session_id: here.session.id,
        });
        expect([status, body.code]).toEqual([403, 'not_a_student']);
      }
    },
  );
});

function fail(name: string): never {
  throw new Error(`${name} is not in the contract`);
}

function mayCall(endpoint: Endpoint): (keyof typeof callers)[] {
  const { access } = endpoint;
  const roles = ['student', 'teacher', 'admin'] as const;
  return roles.filter((role) => access === 'anyone' || access === 'signed_in' || may(role, access));
}

describe("another school's data", () => {
  it.each(naming.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
    'does not exist for %s',
    async (name, endpoint) => {
      const { path, body } = named[name] ?? fail(`the table above has no ${name}, which`);
      const before = await countRows(app.database.db);
      for (const role of mayCall(endpoint)) {
        const other = await ask(role, endpoint, path(there), body);
        expect([role, other.status, other.body.code]).toEqual([role, 404, 'not_found']);
        const nowhere = await ask(role, endpoint, filled(endpoint), body);
        expect({ ...other.body, request_id: '' }).toEqual({ ...nowhere.body, request_id: '' });
      }
      expect(await countRows(app.database.db)).toEqual(before);
    },
  );

  it('is in no list and in no reference', async () => {
    const theirs = JSON.stringify([
      there.course.id,
      there.session.id,
      there.place.id,
      there.student.id,
      there.attempt.id,
      there.invitation.id,
      there.signal.id,
      there.lookAlike.id,
      there.twins.id,
    ]);
    for (const path of [
      'people',
      'courses',
      'places',
      'class_sessions',
      'attempts',
      'invitations',
      'signals',
      'look_alikes',
      'twins',
    ]) {
      const { body, status } = await ask('admin', getOf(path), `/api/${path}`);
      expect(status).toBe(200);
      expect(body.items.length).toBeGreaterThan(0);
      for (const id of JSON.parse(theirs)) expect(JSON.stringify(body)).not.toContain(id);
    }
    const times = { title: 'x', room: '', starts_at: '2030-01-01T10:00:00Z', ends_at: '2030-01-01T11:00:00Z' };
    const before = await countRows(app.database.db);
    const refused = [
      await callers.admin?.post('/api/courses', { code: 'x', title: 'x', section: 'x', teacher_id: there.teacher.id }),
      await callers.admin?.post('/api/class_sessions', { ...times, course_id: there.course.id }),
      await callers.admin?.post('/api/class_sessions', {
        ...times,
        course_id: here.course.id,
        place_id: there.place.id,
      }),
      await callers.admin?.post(`/api/courses/${here.course.id}/enrollments`, { student_ids: [there.student.id] }),
      await callers.admin?.post(`/api/courses/${here.course.id}/enrollments`, { emails: [there.student.email] }),
    ];
    expect(refused.map((answer) => answer?.status)).toEqual([400, 400, 400, 400, 400]);
    expect(await countRows(app.database.db)).toEqual(before);
  });
});

function getOf(path: string): Endpoint {
  return allEndpoints.find((found) => nameOf(found) === `GET /api/${path}`) ?? fail(path);
}

describe("another person's data in the same school", () => {
  const cases = naming.flatMap((endpoint) =>
    (named[nameOf(endpoint)]?.notFor ?? []).map((who) => [who, nameOf(endpoint), endpoint] as const),
  );
  it.each(cases)('does not exist for a %s who asks %s', async (who, name, endpoint) => {
    const { path, body } = named[name] ?? fail(name);
    const before = await countRows(app.database.db);
    const answer = await ask(who, endpoint, path(here), body);
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
    expect(await countRows(app.database.db)).toEqual(before);
  });

  it('is in no list of a teacher', async () => {
    for (const path of ['people', 'courses', 'class_sessions']) {
      const own = await ask('teacher', getOf(path), `/api/${path}`);
      expect(own.body.items.length).toBeGreaterThan(0);
      const other = await ask('colleague', getOf(path), `/api/${path}`);
      expect(other.body.items).toEqual([]);
    }
  });
});
