import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildAdmin } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { type MarkScene, openMarkScene } from '#test/mark-scene.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';

let app: TestApp;
let scene: MarkScene;
let admin: Caller;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  scene = await openMarkScene(app);
  admin = await callAs(app, await buildAdmin(app.database.db, { schoolId: scene.teacher.schoolId }));
});

const change = (body: object) => admin.patch('/api/settings', { reason: 'a try', ...body }).expect(200);
const newest = () =>
  app.database.db.attendanceAttempt.findFirstOrThrow({
    where: { studentId: scene.student.id },
    orderBy: { createdAt: 'desc' },
  });

describe('changed settings', () => {
  it('judge the very next mark, also one whose challenge was given before, and the attempt says which they were', async () => {
    const elsewhere = { lat: -6.3, lng: 106.8 };
    expect((await scene.phone.mark(scene.session.id, elsewhere)).body.code).toBe('outside_campus');
    expect(await newest()).toMatchObject({ success: false, settingsVersion: 1 });

    const challenge = await scene.phone.ask(scene.session.id);
    await change({ version: 1, policies: { 9: 'flag' } });
    const sent = await scene.phone.send(challenge, scene.phone.markBody(scene.session.id, challenge, elsewhere));
    expect([sent.status, sent.body.state]).toEqual([200, 'present']);
    expect(await newest()).toMatchObject({ success: true, state: 'flagged', settingsVersion: 2 });
    const staff = await callAs(app, scene.teacher);
    const { body } = await staff.get('/api/reviews?list=flagged').expect(200);
    expect(body.items).toMatchObject([
      { student: { id: scene.student.id }, review_reasons: expect.arrayContaining(['outside_allowed']) },
    ]);
  });

  it('decide from how many points on a mark is flagged, and waits', async () => {
    const client = { version: '0.1.0', camera: 'OBS Virtual Camera', screen: '390x844' };
    await change({ version: 1, weights: { virtual_camera: 9, unconfirmed_key: 0 }, flag_at: 9, review_at: 10 });
    await scene.phone.mark(scene.session.id, { client });
    const { id, ...flagged } = await app.database.db.attendanceRecord.findFirstOrThrow({
      where: { studentId: scene.student.id },
    });
    expect(flagged).toMatchObject({ state: 'flagged', reviewReasons: ['virtual_camera'], riskPoints: 9 });
    await app.database.db.attendanceRecord.delete({ where: { id } });
    await change({ version: 2, weights: { virtual_camera: 10 } });
    expect((await scene.phone.mark(scene.session.id, { client })).body.state).toBe('pending');
  });
});
