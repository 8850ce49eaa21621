import { connect } from 'node:net';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAdmin, buildTeacher } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';

let app: TestApp;
let admin: Caller;
beforeAll(async () => {
  app = await openTestApp();
  admin = await callAs(app, await buildAdmin(app.database.db));
});
afterAll(async () => app.close());

const place = { name: 'Hall', lat: 1, lng: 2 };
const raw = (body: string | Buffer) =>
  admin.start('post', '/api/places').set('Content-Type', 'application/json').send(body);

/** Bytes that no client library would send. */
async function bytes(text: string): Promise<string> {
  const { port, hostname } = new URL(app.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('a body', () => {
  it.each([
    ['broken JSON', '{"name":'],
    ['an array', '[]'],
    ['null', 'null'],
    ['a string', '"x"'],
    ['a number', '1e999'],
    ['nothing', ''],
    ['__proto__', '{"name":"a","lat":1,"lng":2,"__proto__":{"isAdmin":true}}'],
    ['__proto__ in escapes, deeper', '{"name":"a","lat":1,"lng":2,"x":[{"\\u005f_proto__":1}]}'],
    ['constructor.prototype', '{"name":"a","lat":1,"lng":2,"x":{"constructor":{"prototype":{}}}}'],
    ['half a surrogate pair', '{"name":"\\ud800","lat":1,"lng":2}'],
    ['NUL', '{"name":"a\\u0000","lat":1,"lng":2}'],
    ['NUL in an unknown key', '{"name":"a","lat":1,"lng":2,"\\u0000":1}'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['a hundred thousand brackets', '['.repeat(100_000)],
    [
      'a deep object under an unknown key',
      `{"name":"a","lat":1,"lng":2,"x":${'[{"a":'.repeat(9000)}1${'}]'.repeat(9000)}}`,
    ],
    ['a deep object', `{"name":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`],
  ])('that is %s is an invalid request', async (_name, body) => {
    const answer = await raw(body);
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe('invalid_request');
    expect(JSON.stringify(answer.body)).not.toMatch(/ at .*\.ts|node_modules/);
    expect(await app.database.db.place.count()).toBe(0);
  });

  it('of two megabytes is too large, and the server goes on', async () => {
    const { status, body } = await raw(JSON.stringify({ ...place, name: 'x'.repeat(2_000_000) }));
    expect([status, body.code]).toEqual([413, 'body_too_large']);
    await admin.get('/api/me').expect(200);
  });

  it.each([
    ['text/plain', undefined],
    ['application/x-www-form-urlencoded', undefined],
    ['application/json; charset=utf-16', undefined],
    ['application/json', 'gzip'],
    ['application/json', 'identity, br'],
  ])('as %s in %s is unsupported', async (type, encoding) => {
    const asked = admin.start('post', '/api/places').set('Content-Type', type);
    if (encoding) asked.set('Content-Encoding', encoding);
    const { status, body } = await asked.send(JSON.stringify(place));
    expect([status, body.code]).toEqual([415, 'unsupported_media']);
  });

  it('that is wrong names its fields by path', async () => {
    const { body } = await admin.post('/api/places', { name: '', lat: 91, lng: '2' });
    expect(body.fields.map(({ path }: { path: string }) => path)).toEqual(['name', 'lat', 'lng']);
  });
});

describe('an address', () => {
  it.each(['/api/nowhere', '/api', '/api/', '/api/courses/x/y/z', '/nowhere.js'])(
    '%s that nobody has is a JSON 404',
    async (path) => {
      const { status, body } = await admin.get(path);
      expect([status, body.code]).toEqual([404, 'not_found']);
    },
  );

  it.each(['%00', '1', "'; drop table people", 'a%2Fb', `${'0'.repeat(36)}`, 'x'.repeat(3000)])(
    'with an id that cannot be ours (%s) is not found',
    async (id) => {
      const { status, body } = await admin.get(`/api/attempts/${id.replaceAll(' ', '%20')}`);
      expect([status, body.code]).toEqual([404, 'not_found']);
    },
  );

  it.each([
    ['GET /api/attempts/%E0%A4%A HTTP/1.1', 400],
    ['GET /api/attempts/%00 HTTP/1.1', 401],
    ['GET /api/attempts/%ED%A0%80 HTTP/1.1', 400],
    ['PUT /api/courses HTTP/1.1', 405],
    ['OPTIONS /api/courses HTTP/1.1', 405],
    ['TRACE /api/courses HTTP/1.1', 405],
    ['OPTIONS /api/nowhere HTTP/1.1', 404],
    ['PUT /health HTTP/1.1', 405],
    ['POST /somewhere HTTP/1.1', 404],
    ['GET // HTTP/1.1', 404],
    ['GET /../../etc/passwd HTTP/1.1', 404],
    ['GET /models/../../package.json HTTP/1.1', 404],
  ])('asked as "%s" answers %i in JSON', async (line, status) => {
    const answer = await bytes(`${line}\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    const id = /\r\nX-Request-Id: ([0-9a-f-]{36})\r\n/.exec(answer)?.[1];
    expect(answer).toContain(`"request_id":"${id}"`);
    if (status === 405) expect(answer).toMatch(/\r\nAllow: /);
  });

  it('answers HEAD where it answers GET', async () => {
    await request(app.url).head('/health').expect(200);
    await request(app.url).head('/api/sign_in').expect(405);
  });

  it('refuses headers without end', async () => {
    const answer = await bytes(`GET /health HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 431 /);
  });

  it.each([
    'reason[]=x&reason=y',
    'reason=No%20face&reason=x',
    'cursor[a]=1',
    'unknown=1',
    '__proto__=1',
    'session_id=%00',
    'cursor=%00',
  ])('refuses the query %s', async (query) => {
    const { status, body } = await admin.get(`/api/attempts?${query}`);
    expect([status, body.code]).toEqual([400, 'invalid_request']);
  });
});

describe('an unsafe request', () => {
  it.each([
    ['from another site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['from a sibling', { 'Sec-Fetch-Site': 'same-site', Origin: 'http://localhost:3000' }],
    ['from another origin', { Origin: 'http://evil.example' }],
    ['from the null origin', { Origin: 'null' }],
    ['from nowhere', {}],
  ])('%s is refused, token or not', async (_name, headers) => {
    const person = await callAs(app, await buildTeacher(app.database.db));
    const asked = person.start('post', '/api/sign_out').unset('Sec-Fetch-Site').set(headers);
    const { status, body } = await asked.send({});
    expect([status, body.code]).toEqual([403, 'csrf_refused']);
  });

  it('from our own origin needs the token of its own session', async () => {
    const [one, two] = [await buildTeacher(app.database.db), await buildTeacher(app.database.db)];
    const [first, second] = [await callAs(app, one), await callAs(app, two)];
    const own = { Origin: 'http://localhost:3000' };
    const { body } = await second.get('/api/csrf');
    const without = () => first.start('post', '/api/sign_out').unset('Sec-Fetch-Site').set(own);
    await without().unset('X-CSRF-Token').send({}).expect(403);
    await without().set('X-CSRF-Token', '').send({}).expect(403);
    await without().set('X-CSRF-Token', body.token).send({}).expect(403);
    await without().send({}).expect(200);
  });

  it('without a session leaves no row behind', async () => {
    const count = async () => app.database.db.webSession.count();
    const before = await count();
    await request(app.url).get('/api/me').expect(401);
    await request(app.url).post('/api/sign_in').set('Sec-Fetch-Site', 'same-origin').send({}).expect(403);
    expect(await count()).toBe(before);
  });
});

describe('every answer', () => {
  it('carries the security headers and no hint of the machinery', async () => {
    const { headers } = await request(app.url).get('/api/me').set('Cookie', 'hadir=s%3Abroken.cookie');
    expect(headers['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(headers['content-security-policy']).not.toMatch(/unsafe-eval'.*'unsafe-eval'|https?:/);
    expect(headers['permissions-policy']).toContain('camera=(self), geolocation=(self)');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['cross-origin-embedder-policy']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['cache-control']).toBe('no-store');
  });
});
