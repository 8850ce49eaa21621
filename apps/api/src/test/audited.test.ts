import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { auditActions } from '@hadir/contract/audit.ts';
import type { Endpoint } from '@hadir/contract/endpoint.ts';
import { rolesWith } from '@hadir/contract/permissions.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { allEndpoints, nameOf } from '#test/all-endpoints.ts';
import { auditedEndpoints } from '#test/audited-endpoints.ts';
import { type Caller, callAs, type Verb } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';
import { pathFor } from '#test/sample-addresses.ts';
import { bodiesThatDo } from '#test/sample-bodies.ts';
import { buildWorld, type World } from '#test/two-schools.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

const features = path.join(import.meta.dirname, '../features');
const source = readdirSync(features, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(path.join(features, name), 'utf8'))
  .join('\n');

/** What has to be so that the sample really changes something. */
const ready: Record<string, (world: World) => Promise<unknown>> = {
  'POST /api/people/:id/face_method/allow': ({ school, classmate }) =>
    app.database.db.faceTrial.create({
      data: {
        ...{ schoolId: school.id, personId: classmate.id, bucket: 'unverified', failures: 50 },
        ...{ lastFailureAt: new Date(), offAt: new Date() },
      },
    }),
  'POST /api/people/:id/reactivate': ({ classmate: { id } }) =>
    app.database.db.person.update({ where: { id }, data: { isActive: false, deactivatedAt: new Date() } }),
  'POST /api/claim_codes': ({ student: { id } }) =>
    app.database.db.person.update({ where: { id }, data: { passwordHash: null, admissionNumber: 'A/77' } }),
  'DELETE /api/calendar_feed': ({ school, classmate }) =>
    app.database.db.calendarFeed.create({
      data: { schoolId: school.id, personId: classmate.id, tokenHash: new Uint8Array(32).fill(7) },
    }),
  'PATCH /api/passkeys/:id': ({ passkey: { id } }) =>
    app.database.db.passkey.update({ where: { id }, data: { label: 'Another name' } }),
  'POST /api/class_sessions/:id/take_over': ({ course: { id }, colleague }) =>
    app.database.db.course.update({ where: { id }, data: { teacherId: colleague.id } }),
  'POST /api/class_sessions/:id/cancel': ({ session: { id } }) => unopened(id, {}),
  'POST /api/class_sessions/:id/restore': ({ session: { id } }) => unopened(id, { cancelledAt: new Date() }),
  'DELETE /api/class_sessions/:id/staff/:person_id': ({ school, session, colleague }) =>
    app.database.db.sessionStaff.create({
      data: { schoolId: school.id, sessionId: session.id, personId: colleague.id },
    }),
  'POST /api/class_sessions/:id/room_code/hide': ({ session: { id } }) =>
    app.database.db.classSession.update({ where: { id }, data: { roomCodeShownAt: new Date() } }),
};

/** As it was before anybody came. */
async function unopened(id: string, data: { cancelledAt?: Date }) {
  const { db } = app.database;
  await db.attendanceRecord.deleteMany({ where: { sessionId: id } });
  return db.classSession.update({ where: { id }, data: { isActive: false, openedAt: null, ...data } });
}

async function call(endpoint: Endpoint, world: World, body?: object) {
  const { access } = endpoint;
  const roles = access === 'anyone' || access === 'signed_in' ? [] : rolesWith(access);
  const staff = roles.includes('admin')
    ? world.admin
    : roles.includes('teacher')
      ? world.teacher
      : roles.includes('super_admin')
        ? world.head
        : null;
  const caller: Caller = await callAs(app, isStranger(endpoint) ? null : (staff ?? world.classmate));
  const verbs = { GET: 'get', POST: 'post', PATCH: 'patch', DELETE: 'delete' } as const satisfies Record<string, Verb>;
  return caller[verbs[endpoint.method]](pathFor(endpoint, world), body);
}

const isStranger = ({ access, path }: Endpoint) => access === 'anyone' && path !== '/api/sign_out';

it('every endpoint is known to audit something, or why there is nothing to audit', () => {
  expect(
    Object.keys(auditedEndpoints).filter((name) => !allEndpoints.some((endpoint) => nameOf(endpoint) === name)),
  ).toEqual([]);
  const missing = allEndpoints.map(nameOf).filter((name) => !auditedEndpoints[name]);
  expect(missing).toEqual([]);
});

const audited = allEndpoints.flatMap((endpoint) => {
  const said = auditedEndpoints[nameOf(endpoint)];
  return said && 'actions' in said ? [[nameOf(endpoint), endpoint, said.actions] as const] : [];
});

it('every action has words in the log', () => {
  const known = new Set<string>(auditActions);
  const written = [...source.matchAll(/action: '([a-z_]+\.[a-z_]+)'/g)].flatMap(([, action]) => action ?? []);
  const said = audited.flatMap(([, , actions]) => actions);
  expect([...said, ...written].filter((action) => !known.has(action))).toEqual([]);
});

it.each(audited)('%s writes who did it', async (name, endpoint, actions) => {
  const world = await buildWorld(app.database.db);
  const bodies = endpoint.body && endpoint.bodyIs !== 'raw' ? bodiesThatDo(endpoint, world) : [undefined];
  await ready[name]?.(world);
  let status = 0;
  for (const body of bodies.toReversed()) if (status !== 200) status = (await call(endpoint, world, body)).status;
  // What shows something is always asked for in earnest; what needs a signature or a link has a test of its own.
  if (endpoint.method === 'GET') expect([name, status]).toEqual([name, 200]);
  if (status !== 200) {
    expect(actions.filter((action) => !source.includes(`'${action}'`))).toEqual([]);
    return;
  }
  const rows = await readAudit(app.database.db, {
    // A school that was made is none of this world's.
    OR: [{ schoolId: world.school.id }, { actorId: world.head.id }],
  });
  const own = rows.filter(({ action }) => actions.includes(action));
  expect([name, rows.map(({ action }) => action), own.length > 0]).toEqual([name, expect.anything(), true]);
  for (const row of own) {
    expect(row).toMatchObject({ address: expect.any(String) });
    expect([name, row.actorId]).toEqual([name, isStranger(endpoint) ? null : expect.any(String)]);
    const isChange = endpoint.method !== 'GET' && !/^sign_in\.|\.viewed$/.test(row.action);
    if (isChange) expect([row.action, row.before !== null || row.after !== null]).toEqual([row.action, true]);
  }
});
