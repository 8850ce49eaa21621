import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAdmin, buildSchool, buildTeacher } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAttemptSettings } from './read-attempt-settings.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

async function open() {
  const school = await buildSchool(app.database.db);
  const person = await buildAdmin(app.database.db, { school, name: 'An Admin' });
  const admin = await callAs(app, person);
  const change = (body: object) => admin.patch('/api/settings', { version: 1, reason: 'a try', ...body });
  return { school, person, admin, change };
}

describe('the settings of marks', () => {
  it('begin with the defaults of the protocol and no history', async () => {
    const { admin } = await open();
    const { body } = await admin.get('/api/settings').expect(200);
    expect(body).toMatchObject({ version: 1, changed_at: null, changed_by: null });
    expect(body.settings).toMatchObject({ flag_at: 30, review_at: 60, weights: { shared_device: 40 } });
    expect(new Set(Object.values(body.settings.policies))).toEqual(new Set(['block']));
    expect((await admin.get('/api/settings/history')).body).toEqual({ items: [], per_page: 50, next_cursor: null });
  });

  it('change in part, with a reason, a version and a history of what was what', async () => {
    const { school, person, admin, change } = await open();
    const first = await change({ weights: { shared_device: 10 }, policies: { 9: 'flag' } }).expect(200);
    expect(first.body).toMatchObject({ version: 2, changed_by: 'An Admin' });
    expect(first.body.settings).toMatchObject({
      weights: { shared_device: 10, equal_series: 30 },
      policies: { 9: 'flag' },
    });
    await change({ version: 2, reason: 'fewer alarms', flag_at: 40 }).expect(200);
    const { body } = await admin.get('/api/settings/history').expect(200);
    expect(body.items).toMatchObject([
      { version: 3, reason: 'fewer alarms', changes: [{ field: 'flag_at', before: 30, after: 40 }] },
      {
        version: 2,
        changed_by: { id: person.id, name: 'An Admin' },
        changes: [
          { field: 'weights.shared_device', before: 40, after: 10 },
          { field: 'policies.9', before: 'block', after: 'flag' },
        ],
      },
    ]);
    const audits = await app.database.db.auditEntry.findMany({ where: { schoolId: school.id } });
    expect(audits.filter(({ action }) => action === 'settings.updated')).toHaveLength(2);
  });

  it('say which liveness steps may be asked for, with a history, and never fewer than two', async () => {
    const { admin, change } = await open();
    const first = await change({ liveness: { blink: 'off', turn_left: 'off', turn_right: 'off' } }).expect(200);
    expect(first.body.settings.liveness).toMatchObject({ plan: 'on', blink: 'off', come_closer: 'on', passive: 'off' });
    const { status, body } = await change({ version: 2, liveness: { move_back: 'off' } });
    expect([status, body.code, body.fields[0].path]).toEqual([400, 'invalid_request', 'liveness.plan']);
    await change({ version: 2, liveness: { move_back: 'off', plan: 'off' } }).expect(200);
    const history = (await admin.get('/api/settings/history')).body.items;
    expect(history[0].changes).toEqual([
      { field: 'liveness.plan', before: 'on', after: 'off' },
      { field: 'liveness.move_back', before: 'on', after: 'off' },
    ]);
  });

  it('make no version of what changes nothing', async () => {
    const { admin, change } = await open();
    const { body } = await change({ flag_at: 30, weights: { shared_device: 40 } }).expect(200);
    expect(body.version).toBe(1);
    expect((await admin.get('/api/settings/history')).body.items).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12])('never let check %i through', async (check) => {
    const { admin, change } = await open();
    for (const policy of ['allow', 'flag']) {
      const { status, body } = await change({ policies: { [check]: policy } });
      expect([status, body.code, body.fields[0].path]).toEqual([400, 'invalid_request', `policies.${check}`]);
    }
    await change({ policies: { [check]: 'block' } }).expect(200);
    expect((await admin.get('/api/settings')).body.version).toBe(1);
  });

  it.each<[string, object, string]>([
    ['a weight that is none', { weights: { luck: 5 } }, 'weights'],
    ['a negative weight', { weights: { shared_device: -1 } }, 'weights.shared_device'],
    ['half a point', { weights: { shared_device: 0.5 } }, 'weights.shared_device'],
    ['a check that is none', { policies: { 13: 'block' } }, 'policies'],
    ['flagging later than waiting', { flag_at: 60 }, 'flag_at'],
    ['waiting before flagging', { review_at: 30 }, 'flag_at'],
    ['no reason', { reason: '' }, 'reason'],
    ['a step that is none', { liveness: { jump: 'on' } }, 'liveness'],
    ['a step that is neither on nor off', { liveness: { blink: true } }, 'liveness.blink'],
    ['something else', { threshold: 2 }, ''],
  ])('refuse %s', async (_, body, path) => {
    const { admin, change } = await open();
    const answer = await change(body);
    expect([answer.status, answer.body.code, answer.body.fields[0].path]).toEqual([400, 'invalid_request', path]);
    expect((await admin.get('/api/settings')).body.version).toBe(1);
  });

  it('are changed by one of several admins who looked at the same version', async () => {
    const { admin, change } = await open();
    const answers = await Promise.all([31, 32, 33, 34].map((flag_at) => change({ flag_at })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('not_possible_now');
    expect((await admin.get('/api/settings/history')).body.items).toHaveLength(1);
  });

  it('have a history in pages that knows what each first version changed', async () => {
    const { admin, change } = await open();
    for (let version = 1; version <= 52; version += 1) await change({ version, flag_at: 1 + (version % 2) });
    const first = (await admin.get('/api/settings/history')).body;
    expect([first.items.length, first.items[49].version]).toEqual([50, 4]);
    expect(first.items[49].changes).toEqual([{ field: 'flag_at', before: 1, after: 2 }]);
    const second = (await admin.get(`/api/settings/history?cursor=${first.next_cursor}`)).body;
    expect(second.items.map(({ version }: { version: number }) => version)).toEqual([3, 2]);
    expect(second.items[1].changes).toEqual([{ field: 'flag_at', before: 30, after: 2 }]);
    expect(second.next_cursor).toBeNull();
  });

  it('are for admins', async () => {
    const teacher = await callAs(app, await buildTeacher(app.database.db));
    for (const path of ['/api/settings', '/api/settings/history']) await teacher.get(path).expect(403);
    await teacher.patch('/api/settings', { version: 1, reason: 'a try', flag_at: 1 }).expect(403);
  });

  it.each([null, [], 'x', { policies: { 12: 'allow' } }, { weights: { shared_device: 'x' } }])(
    'stand at their defaults where the database holds %j',
    (stored) => {
      expect(readAttemptSettings(stored)).toEqual(readAttemptSettings({}));
    },
  );
});
