import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildStudent, builtPassword } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

const path = '/api/me/preferences';
const asDevice = { language: 'device', theme: 'device', contrast: 'device' };

it('follow the person to every browser, and are nobody else’s', async () => {
  const [grace, omar] = [await buildStudent(app.database.db), await buildStudent(app.database.db)];
  const phone = await callAs(app, grace);
  expect((await phone.get('/api/me').expect(200)).body.preferences).toEqual(asDevice);
  const wanted = { ...asDevice, language: 'ar', theme: 'dark' };
  expect((await phone.patch(path, { language: 'ar', theme: 'dark' }).expect(200)).body).toEqual(wanted);
  const laptop = await callAs(app, null);
  const signedIn = await laptop.post('/api/sign_in', { email: grace.email, password: builtPassword }).expect(200);
  expect(signedIn.body.preferences).toEqual(wanted);
  expect((await (await callAs(app, omar)).get('/api/me').expect(200)).body.preferences).toEqual(asDevice);
});

it('change one by one, and the log says from what to what, once', async () => {
  const person = await buildStudent(app.database.db);
  const phone = await callAs(app, person);
  await phone.patch(path, { contrast: 'more' }).expect(200);
  await phone.patch(path, { contrast: 'more' }).expect(200);
  expect((await phone.patch(path, {}).expect(200)).body).toEqual({ ...asDevice, contrast: 'more' });
  const rows = await readAudit(app.database.db, { subjectId: person.id, action: 'person.preferences_changed' });
  expect(rows).toMatchObject([{ actorId: person.id, before: asDevice, after: { ...asDevice, contrast: 'more' } }]);
});

it.each([{ language: 'tlh' }, { theme: 'pink' }, { contrast: true }, { language: null }])(
  'refuses %j',
  async (wanted) => {
    const phone = await callAs(app, await buildStudent(app.database.db));
    const { body } = await phone.patch(path, wanted).expect(400);
    expect(body.code).toBe('invalid_request');
  },
);
