import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildAttempt, buildPlace, buildSchool, buildSession } from '#test/build.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const start = new Date('2026-11-20T08:00:00Z');

it.each<[string, () => Promise<unknown>]>([
  ['a latitude beyond the pole', () => buildPlace(database.db, { latitude: 90.01 })],
  ['a latitude that is no number', () => buildPlace(database.db, { latitude: Number.NaN })],
  ['a longitude without end', () => buildPlace(database.db, { longitude: Number.POSITIVE_INFINITY })],
  ['a geofence of nine metres', () => buildPlace(database.db, { radiusM: 9 })],
  ['a geofence of a whole town', () => buildPlace(database.db, { radiusM: 2001 })],
  ['an attempt from nowhere', () => buildAttempt(database.db, { latitude: Number.NaN, longitude: 0 })],
  ['an attempt from beyond', () => buildAttempt(database.db, { latitude: 0, longitude: -180.01 })],
  ['a session that ends as it begins', () => buildSession(database.db, { startsAt: start, endsAt: start })],
  ['a threshold above the ceiling', () => buildSchool(database.db, { faceThreshold: 0.61 })],
  ['a threshold that is no number', () => buildSchool(database.db, { faceThreshold: Number.NaN })],
  ['a default geofence of nothing', () => buildSchool(database.db, { defaultRadiusM: 0 })],
])('the database does not take %s', async (_, build) => {
  await expect(build()).rejects.toThrow(/_check/);
});

it('takes what lies on the edge, and an attempt without a position', async () => {
  const { db } = database;
  const edges = { latitude: -90, longitude: 180, radiusM: 2000 };
  expect(await buildPlace(db, edges)).toMatchObject(edges);
  const limits = { faceThreshold: 0.6, defaultRadiusM: 10 };
  expect(await buildSchool(db, limits)).toMatchObject(limits);
  const nowhere = { latitude: null, longitude: null };
  expect(await buildAttempt(db, nowhere)).toMatchObject(nowhere);
});
