import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type pg from 'pg';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '#app.ts';
import { createDb } from '#db.ts';
import { isDatabaseDown } from '#http/database-down.ts';
import { buildStudent } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'hadir-serving-'));
const script = 'console.log(1)';
let app: TestApp;

beforeAll(async () => {
  mkdirSync(join(folder, 'web/assets'), { recursive: true });
  mkdirSync(join(folder, 'models'));
  writeFileSync(join(folder, 'web/index.html'), '<!doctype html><title>Hadir</title>');
  writeFileSync(join(folder, 'web/sw.js'), 'self.x = 1;');
  writeFileSync(join(folder, 'web/.secret'), 'x');
  writeFileSync(join(folder, 'web/assets/main-abc123.js'), script);
  writeFileSync(join(folder, 'web/assets/main-abc123.js.br'), brotliCompressSync(script));
  writeFileSync(join(folder, 'models/net.bin'), 'weights');
  writeFileSync(join(folder, 'models/net.bin.br'), brotliCompressSync('weights'));
  app = await openTestApp({
    options: { webFolder: join(folder, 'web'), modelFolder: join(folder, 'models'), isProduction: true },
    context: { publicUrl: 'https://hadir.example' },
  });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

describe('the web app', () => {
  it('is one page at every address of its own, asked for again each time', async () => {
    for (const path of ['/', '/sign-in', '/sessions/123/roster']) {
      const { status, text, headers } = await request(app.url).get(path).set('Accept', 'text/html,*/*;q=0.8');
      expect([path, status, headers['cache-control']]).toEqual([path, 200, 'no-cache']);
      expect(text).toContain('<title>Hadir</title>');
    }
  });

  it('keeps what carries a hash for ever, compressed, and its worker never', async () => {
    const asset = await request(app.url).get('/assets/main-abc123.js').set('Accept-Encoding', 'br, gzip').expect(200);
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(asset.headers['content-encoding']).toBe('br');
    expect(asset.headers['content-type']).toMatch(/^text\/javascript/);
    const plain = await request(app.url).get('/assets/main-abc123.js').set('Accept-Encoding', 'identity').expect(200);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.text).toBe(script);
    const worker = await request(app.url).get('/sw.js').expect(200);
    expect(worker.headers['cache-control']).toBe('no-cache');
  });

  it('answers an address that cannot be read as any other error', async () => {
    for (const path of ['/%ff', '/assets/%c0%af', '/models/%']) {
      const { status, body } = await request(app.url).get(path);
      expect([path, status, body]).toMatchObject([path, 400, { code: 'invalid_request' }]);
      expect(body.request_id).not.toBe('');
    }
  });

  it('does not answer for a missing file, a hidden one or the API', async () => {
    for (const path of ['/assets/gone.js', '/.secret', '/api/gone', '/models/gone.bin']) {
      const { status, body } = await request(app.url).get(path).set('Accept', 'text/html');
      expect([path, status, body.code]).toEqual([path, 404, 'not_found']);
    }
  });
});

describe('face weights', () => {
  it('are immutable when asked for by their hash', async () => {
    const byHash = await request(app.url).get('/models/net.bin?v=1f').set('Accept-Encoding', 'br').expect(200);
    expect(byHash.headers['cache-control']).toContain('immutable');
    expect(byHash.headers['content-encoding']).toBe('br');
    const byName = await request(app.url).get('/models/net.bin').expect(200);
    expect(byName.headers['cache-control']).toBe('no-cache');
  });
});

describe('in production', () => {
  it('the cookie is Secure under a __Host- name, also when the last hop is plain http', async () => {
    const { headers } = await request(app.url).get('/api/csrf').expect(200);
    expect(headers['set-cookie']?.[0]).toMatch(
      /^__Host-hadir=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    const student = await callAs(app, await buildStudent(app.database.db));
    await student.get('/api/me').expect(200);
    await student.post('/api/sign_out', {}).expect(200);
    await student.get('/api/me').expect(401);
  });
});

describe('a flood from one address', () => {
  it('is told to come back, whatever it asks for', async () => {
    const limited = createApp(app.context, { ...app.options, floodLimit: 3 });
    const statuses: number[] = [];
    const asked = ['/health', '/api/me', '/gone.js', '/health', '/api/me', '/gone.js'];
    for (const path of asked) statuses.push((await request(limited).get(path)).status);
    expect(statuses).toEqual([200, 401, 404, 429, 429, 429]);
  });
});

describe('without its database', () => {
  it('the API says unavailable and when to ask again', async () => {
    const open = createDb({ host: '127.0.0.1', port: 1, user: 'x', database: 'x' });
    const alone = createApp({ ...app.context, db: open.db, pool: open.pool }, app.options);
    for (const path of ['/health', '/api/csrf']) {
      const { status, body, headers } = await request(alone).get(path);
      expect([path, status, body.code, headers['retry-after']]).toEqual([path, 503, 'unavailable', '5']);
    }
    await open.close();
  });

  it('nobody is taken for signed out because its socket is gone', async () => {
    const student = await callAs(app, await buildStudent(app.database.db));
    const open = createDb({ host: folder, port: 5432, user: 'x', database: 'x' });
    const alone = createApp({ ...app.context, db: open.db, pool: open.pool }, app.options);
    const cookie = String(student.start('get', '/api/me').get('Cookie'));
    await request(alone).get('/api/me').set('Cookie', cookie).expect(503);
    await expect(open.db.school.count()).rejects.toSatisfy(isDatabaseDown);
    await open.close();
  });

  it('that goes away under way and comes back, too', async () => {
    const line = await cuttable(app.database.connection);
    const open = createDb({ ...app.database.connection, host: '127.0.0.1', port: line.port, max: 4 });
    const alone = createApp({ ...app.context, db: open.db, pool: open.pool }, app.options);
    const ask = () => Promise.all([1, 2, 3, 4, 5, 6].map(() => request(alone).get('/api/csrf')));
    const statuses = async () => [...new Set((await ask()).map(({ status }) => status))];
    expect(await statuses()).toEqual([200]);
    const underWay = open.pool.query('select pg_sleep(5)').catch((error: unknown) => isDatabaseDown(error));
    await line.cut();
    expect(await underWay).toBe(true);
    expect(await statuses()).toEqual([503]);
    await line.mend();
    expect(await statuses()).toEqual([200]);
    await open.close();
    await line.cut();
  });
});

/** A line to the real database that can be cut. */
async function cuttable({ host, port }: pg.PoolConfig) {
  const sockets = new Set<Socket>();
  const line = createServer((near) => {
    const far = host?.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port ?? 5432, host);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => [near, far].map((end) => end.destroy()));
    }
    near.pipe(far).pipe(near);
  });
  const mend = (at: number) => new Promise<void>((resolve) => line.listen(at, '127.0.0.1', resolve));
  await mend(0);
  const address = line.address();
  const given = address && typeof address === 'object' ? address.port : 0;
  return {
    port: given,
    mend: () => mend(given),
    async cut() {
      const closed = new Promise((resolve) => line.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
