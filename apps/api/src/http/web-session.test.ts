import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildStudent } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

async function signedIn() {
  await app.database.db.webSession.deleteMany();
  const student = await callAs(app, await buildStudent(app.database.db));
  return { student, row: () => app.database.db.webSession.findFirstOrThrow() };
}

describe('a web session', () => {
  it('moves its end with use, at most every five minutes', async () => {
    const { student, row } = await signedIn();
    // `callAs` writes a session that ends in ten minutes, and has used it once.
    expect((await row()).expire.getTime()).toBeGreaterThan(Date.now() + 50 * 60_000);
    const soon = new Date(Date.now() + 20_000);
    await app.database.db.webSession.updateMany({ data: { expire: soon } });
    for (let round = 0; round < 3; round += 1) await student.get('/api/me').expect(200);
    expect((await row()).expire).toEqual(soon);
  });

  it('that nobody used in time is over', async () => {
    const { student } = await signedIn();
    await app.database.db.webSession.updateMany({ data: { expire: new Date(Date.now() - 60_000) } });
    const { body } = await student.get('/api/me').expect(401);
    expect(body.code).toBe('not_signed_in');
  });

  it('with a cookie that we did not sign is nobody', async () => {
    const { student, row } = await signedIn();
    const { sid } = await row();
    for (const cookie of [`hadir=${sid}`, `hadir=s%3A${sid}.AAAA`, 'hadir=%', 'hadir=s%3A%00.x', 'x'.repeat(8000)]) {
      await student.start('get', '/api/me').set('Cookie', cookie).expect(401);
    }
  });
});
