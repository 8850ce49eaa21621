import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allEndpoints } from '#test/all-endpoints.ts';
import { buildAdmin } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

describe('health', () => {
  it('is told to anybody, without a cookie', async () => {
    const { body, headers } = await request(app.url).get('/health').expect(200);
    expect(body).toMatchObject({ status: 'ok', database: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
    expect(headers['set-cookie']).toBeUndefined();
  });
});

describe('OpenAPI', () => {
  it('describes every endpoint of the contract, as all are mounted', async () => {
    const admin = await callAs(app, await buildAdmin(app.database.db));
    const { body } = await admin.get('/api/openapi.json').expect(200);
    const described = Object.entries<object>(body.paths).flatMap(([path, item]) =>
      Object.keys(item).map((verb) => `${verb.toUpperCase()} ${path}`),
    );
    const expected = allEndpoints.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(expected.sort());
    const mark = body.paths['/api/session_attendance/mark'].post;
    const challenge = body.paths['/api/session_attendance/challenge'].post;
    const headersOf = (operation: { parameters: { name: string }[] }) => operation.parameters.map(({ name }) => name);
    expect(headersOf(mark)).toEqual(['X-CSRF-Token', 'X-Device-Key', 'X-Device-Signature']);
    expect(headersOf(challenge)).toEqual(['X-CSRF-Token', 'X-Device-Key']);
    expect(mark.requestBody.content['application/json'].schema.properties).toHaveProperty('descriptors');
    const [refused, error] = mark.responses['4XX'].content['application/json'].schema.anyOf;
    expect(refused.properties.code.enum).toContain('face_not_accepted');
    expect(Object.keys(error.properties)).toContain('request_id');
  });
});
