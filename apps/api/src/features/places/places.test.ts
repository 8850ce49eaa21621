import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

describe('an outline', () => {
  const corner = (lat: number, lng: number) => ({ lat, lng });
  const outline = [
    corner(-17.8, 179.9995),
    corner(-17.8, -179.9995),
    corner(-17.801, -179.9995),
    corner(-17.801, 179.9995),
  ];

  it('is kept, gives the place its middle, and can be taken away', async () => {
    const admin = await callAs(app, await buildAdmin(app.database.db));
    const made = (await admin.post('/api/places', { name: 'Dateline School', polygon: outline }).expect(200)).body;
    expect(made).toMatchObject({ polygon: outline, radius_m: 100 });
    expect(made.lat).toBeCloseTo(-17.8005, 5);
    expect(Math.abs(made.lng)).toBeCloseTo(180, 5);
    expect((await admin.get('/api/places').expect(200)).body.items).toEqual([made]);
    const circle = await admin.patch(`/api/places/${made.id}`, { polygon: null, radius_m: 50 }).expect(200);
    expect(circle.body).toEqual({ ...made, polygon: null, radius_m: 50 });
    const again = await admin.patch(`/api/places/${made.id}`, { polygon: outline, lat: -17.8, lng: 180 }).expect(200);
    expect(again.body).toMatchObject({ polygon: outline, lat: -17.8, lng: 180 });
  });

  it.each<[string, unknown, string]>([
    ['two corners', outline.slice(0, 2), 'polygon'],
    ['101 corners', Array(101).fill(outline[0]), 'polygon'],
    ['no list', {}, 'polygon'],
    ['a corner that is none', [...outline, null], 'polygon.4'],
    ['a latitude of 91', [corner(91, 0), ...outline], 'polygon.0.lat'],
    ['a wrapped longitude', [corner(0, 180.5), ...outline], 'polygon.0.lng'],
    ['text', [{ lat: '1', lng: 2 }, ...outline], 'polygon.0.lat'],
    ['lines that cross', [corner(0, 0), corner(0.001, 0.001), corner(0, 0.001), corner(0.001, 0)], 'polygon'],
    ['no area', [corner(0, 0), corner(0.0005, 0), corner(0.001, 0)], 'polygon'],
    ['a country', [corner(0, 0), corner(0, 5), corner(5, 0)], 'polygon'],
  ])('of %s is refused', async (_name, polygon, path) => {
    const admin = await callAs(app, await buildAdmin(app.database.db));
    const { status, body } = await admin.post('/api/places', { name: 'Nowhere', polygon });
    expect([status, body.code]).toEqual([400, 'invalid_request']);
    expect(body.fields.map((field: { path: string }) => field.path)).toContain(path);
  });

  it('or a whole centre: a place must be somewhere', async () => {
    const admin = await callAs(app, await buildAdmin(app.database.db));
    for (const body of [{}, { lat: 1 }, { lng: 1 }, { polygon: null }, { lat: 1, polygon: outline }]) {
      expect((await admin.post('/api/places', { name: 'Nowhere', ...body })).status).toBe(400);
    }
  });
});
