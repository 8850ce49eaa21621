import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestApp, type TestApp } from '#test/open-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

const as = (version: string, path: string) => request(app.url).get(path).set('X-Client-Version', version);

it('an app that is too old is told so by whatever it asks', async () => {
  for (const path of ['/api/me', '/api/active_sessions', '/api/people?search=x']) {
    expect(await as('0.0.9', path)).toMatchObject({ status: 426, body: { code: 'client_too_old' } });
  }
});

it.each(['0.1.0', '0.1.1', '12.0.0', 'nonsense', ''])(
  'an app of version %j is answered as anybody',
  async (version) => {
    expect((await as(version, '/api/me')).status).toBe(401);
  },
);

it('what a kept mark needs stays open: the mark itself is judged and kept', async () => {
  for (const path of ['/api/csrf', '/api/csrf/', '/api/CSRF?x=1']) expect((await as('0.0.9', path)).status).toBe(200);
  for (const path of ['/api/session_attendance/mark', '/api/session_attendance/mark/', '/api/offline_marks/']) {
    const answer = await request(app.url).post(path).set('X-Client-Version', '0.0.9').send({});
    expect(answer.status).not.toBe(426);
  }
  expect((await as('0.0.9', '/api/csrf//')).status).toBe(426);
});

it('who is no app of ours is not asked', async () => {
  expect((await request(app.url).get('/api/me')).status).toBe(401);
  expect((await as('0.0.9', '/health')).status).toBe(200);
});
