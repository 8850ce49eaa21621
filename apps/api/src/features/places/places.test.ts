import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildAdmin, buildPlace } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

it('a place is changed as far as is given; what changes nothing leaves no trace', async () => {
  const { db } = app.database;
  const person = await buildAdmin(db);
  const admin = await callAs(app, person);
  const place = await buildPlace(db, { schoolId: person.schoolId, name: 'Hall', radiusM: 100 });
  const path = `/api/places/${place.id}`;
  const audits = () => readAudit(db, { subjectId: place.id });
  for (const body of [{}, { name: 'Hall', radius_m: 100 }]) {
    expect((await admin.patch(path, body).expect(200)).body).toMatchObject({ id: place.id, name: 'Hall' });
  }
  expect(await audits()).toEqual([]);
  await admin.patch(path, { radius_m: 250 }).expect(200);
  expect(await audits()).toMatchObject([{ before: { radius_m: 100 }, after: { radius_m: 250, name: 'Hall' } }]);
});
