import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect as connectPlain, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, createServer as createTls, type PeerCertificate } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { listen } from '#start/listen.ts';
import { StartError } from '#start-error.ts';
import { createGuide } from './create-guide.ts';
import { issueCertificate } from './issue-certificate.ts';
import { openAuthority } from './open-authority.ts';
import { type Lan, openLan } from './open-lan.ts';
import { sharePort } from './share-port.ts';

const root = mkdtempSync(join(tmpdir(), 'hadir-lan-'));
afterAll(() => rmSync(root, { recursive: true }));
const web = join(root, 'web');
mkdirSync(web);
writeFileSync(join(web, 'index.html'), '<!doctype html><title>Hadir</title>');
const env = { PUBLIC_URL: null };
const names = { names: ['laptop.local'], addresses: ['192.168.7.5'] };

type Answer = { status: number; headers: http.IncomingHttpHeaders; text: string };

function ask(url: string, { ca, body, servername }: { ca?: string; body?: string; servername?: string } = {}) {
  const method = body === undefined ? 'GET' : 'POST';
  const options = { method, headers: { Accept: 'text/html' }, ...(ca && { ca }), ...(servername && { servername }) };
  return new Promise<Answer>((resolve, reject) => {
    const request = (url.startsWith('https:') ? https : http).request(url, options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    request.on('error', reject).end(body);
  });
}

describe('a port that is served in the local network', () => {
  let lan: Lan;
  let listening: Awaited<ReturnType<typeof listen>>;
  let host: string;
  const folder = join(root, 'served');
  beforeAll(async () => {
    lan = await openLan(env, folder, () => names);
    const secure = { certificate: lan.certificate(), plain: createGuide(web, lan.authority) };
    listening = await listen('127.0.0.1', 0, secure);
    host = `127.0.0.1:${listening.port}`;
    listening.serve((request, response) => {
      let length = 0;
      request.on('data', (part: Buffer) => {
        length += part.length;
      });
      request.on('end', () => response.end(`${request.method} ${length}`));
    });
  });
  afterAll(async () => listening.close(500));

  it.each(['laptop.local', 'localhost', '127.0.0.1'])('is https for who trusts the authority, as %s', async (name) => {
    const servername = /\d$/.test(name) ? {} : { servername: name };
    expect(await ask(`https://${host}/api/me`, { ca: lan.authority, ...servername })).toMatchObject({ text: 'GET 0' });
    const body = 'x'.repeat(200_000);
    expect((await ask(`https://${host}/`, { ca: lan.authority, body })).text).toBe('POST 200000');
  });

  it('is refused by who does not trust it, and under a name it is not for', async () => {
    await expect(ask(`https://${host}/`)).rejects.toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' });
    await expect(ask(`https://${host}/`, { ca: lan.authority, servername: 'elsewhere.local' })).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
  });

  it('shows plain http the guide and the certificate, and nothing else', async () => {
    expect(await ask(`http://${host}/`)).toMatchObject({ status: 302, headers: { location: '/trust' } });
    expect(await ask(`http://${host}/sign-in?next=/x`)).toMatchObject({ status: 302, headers: { location: '/trust' } });
    expect((await ask(`http://${host}/trust`)).text).toContain('<title>Hadir</title>');
    const file = await ask(`http://${host}/ca.crt`);
    expect(file.headers['content-type']).toBe('application/x-x509-ca-cert');
    expect(file.text).toBe(lan.authority);
    const unknown = await ask(`http://${host}/api/me`);
    expect([unknown.status, JSON.parse(unknown.text)]).toEqual([
      404,
      { code: 'not_found', message: expect.any(String), request_id: expect.stringMatching(/./) },
    ]);
    for (const path of ['%ff', 'trust%', 'assets/%c0%af']) {
      const broken = await ask(`http://${host}/${path}`);
      expect([broken.status, broken.headers['content-type']]).toEqual([400, 'application/json; charset=utf-8']);
      expect(JSON.parse(broken.text)).toMatchObject({
        code: 'invalid_request',
        request_id: expect.stringMatching(/./),
      });
    }
    expect((await ask(`http://${host}/api/sign_in`, { body: '{}' })).status).toBe(404);
    expect((await ask(`http://${host}/`)).headers['strict-transport-security']).toBeUndefined();
  });

  it('cuts off nonsense and silence without harm to others', async () => {
    const closed = new Promise((resolve) => {
      const socket = connectPlain(listening.port, '127.0.0.1', () => socket.end(Buffer.from([22, 0, 0, 0, 1])));
      socket
        .on('close', resolve)
        .on('error', () => undefined)
        .resume();
    });
    await closed;
    expect((await ask(`https://${host}/`, { ca: lan.authority })).status).toBe(200);
  });

  it('cuts who never ends their headers, in plain http and in https', async () => {
    const limits = { headersTimeout: 200, connectionsCheckingInterval: 50 };
    const plain = http.createServer(limits, (_request, response) => response.end());
    const secure = https.createServer({ ...limits, ...lan.certificate() }, (_request, response) => response.end());
    const { server, cutAll } = sharePort(plain, secure);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo; // proven border: it listens on TCP
    const ends = [connectPlain(port, '127.0.0.1'), connectTls({ port, host: '127.0.0.1', ca: lan.authority })].map(
      (socket) => {
        socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
        return untilClosed(socket);
      },
    );
    await Promise.all(ends);
    server.close();
    cutAll();
  });

  it('closes in its time, whoever is in the middle of a request, of a handshake or of nothing', async () => {
    const secure = { certificate: lan.certificate(), plain: createGuide(web, lan.authority) };
    const closing = await listen('127.0.0.1', 0, secure);
    const { port } = closing;
    const begun = 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ';
    const sockets = [
      connectPlain(port, '127.0.0.1'),
      connectPlain(port, '127.0.0.1', function (this: Socket) {
        this.write(begun);
      }),
      connectPlain(port, '127.0.0.1', function (this: Socket) {
        this.write(Buffer.from([22, 3, 1]));
      }),
      connectTls({ port, host: '127.0.0.1', ca: lan.authority }, function (this: Socket) {
        this.write(begun);
      }),
    ];
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const ended = Promise.all(sockets.map(untilClosed));
    await closing.close(100);
    await ended;
  });

  it('shows a new certificate when the network changes, without a new start', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const moved = { ...names, addresses: ['10.1.2.3'] };
    let current = names;
    const own = await openLan(env, join(root, 'moving'), () => current);
    const shown = new Promise((resolve) => {
      const stop = own.watch((certificate) => {
        listening.certify(certificate);
        stop();
        resolve(certificate);
      });
    });
    current = moved;
    vi.advanceTimersByTime(30_000);
    vi.useRealTimers();
    await shown;
    expect(own.host()).toBe('10.1.2.3');
    const peer = await seeCertificate(listening.port, own.authority);
    expect(peer.subjectaltname).toContain('IP Address:10.1.2.3');
    expect(peer.subjectaltname).not.toContain('192.168.7.5');
    listening.certify(lan.certificate());
  });
});

function untilClosed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket
      .on('close', () => resolve())
      .on('error', () => undefined)
      .resume();
  });
}

function seeCertificate(port: number, ca: string): Promise<PeerCertificate> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({ port, host: '127.0.0.1', ca }, () => {
      resolve(socket.getPeerCertificate());
      socket.destroy();
    }).on('error', reject);
  });
}

describe('the authority', () => {
  const open = (folder: string) => openLan(env, join(root, folder), () => names);
  afterEach(() => void vi.useRealTimers());

  it('is made once, and its certificate for the same network too; only its owner reads the keys', async () => {
    const first = await open('kept');
    const second = await open('kept');
    expect([second.authority, second.certificate()]).toEqual([first.authority, first.certificate()]);
    for (const file of ['authority.pem', 'server.pem']) {
      expect(statSync(join(root, 'kept', file)).mode & 0o777).toBe(0o600);
      expect(readFileSync(join(root, 'kept', file), 'utf8')).toContain('PRIVATE KEY');
    }
    expect(first.authority).not.toContain('PRIVATE KEY');
  });

  it('of two first starts one makes it', async () => {
    const [one, other] = await Promise.all([open('raced'), open('raced')]);
    expect(one.authority).toBe(other.authority);
  });

  it('lets a certificate end and makes the next in time', async () => {
    const folder = join(root, 'renewed');
    mkdirSync(folder);
    const now = new Date();
    const authority = await openAuthority(folder, 'laptop', now);
    const first = await issueCertificate(authority, folder, ['laptop.local'], now);
    const in300 = new Date(now.getTime() + 300 * 86_400_000);
    expect(await issueCertificate(authority, folder, ['laptop.local'], in300)).toEqual(first);
    const in380 = new Date(now.getTime() + 380 * 86_400_000);
    expect(await issueCertificate(authority, folder, ['laptop.local'], in380)).not.toEqual(first);
  });

  it('is worth nothing for a name of the public internet', async () => {
    const folder = join(root, 'constrained');
    mkdirSync(folder);
    const authority = await openAuthority(folder, 'laptop', new Date());
    const leaf = await issueCertificate(authority, folder, ['bank.example', 'laptop.local'], new Date());
    const server = createTls(leaf, (socket) => socket.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo; // proven border: it listens on TCP
    const ca = authority.certificate.toString('pem');
    const seen = new Promise((_resolve, reject) => {
      connectTls({ port, host: '127.0.0.1', ca, servername: 'bank.example' }).on('error', reject);
    });
    await expect(seen).rejects.toThrow('permitted subtree violation');
    server.close();
  });

  it.each(['', 'nonsense', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'])(
    'that is damaged stops the start: %j',
    async (content) => {
      const folder = join(root, `damaged-${content.length}`);
      mkdirSync(folder);
      writeFileSync(join(folder, 'authority.pem'), content);
      await expect(openLan(env, folder, () => names)).rejects.toThrow(/is damaged: delete it/);
    },
  );

  it.each([
    ['https://hadir.local:3000', 'hadir.local'],
    ['https://192.168.7.5:3000', '192.168.7.5'],
    ['https://[fd00::7]:3000', 'fd00::7'],
    ['https://hadir.lan', 'hadir.lan'],
  ])('is for the name of PUBLIC_URL %s', async (PUBLIC_URL, host) => {
    const lan = await openLan({ PUBLIC_URL }, join(root, `named-${host.length}`), () => names);
    expect(lan.host()).toBe(host);
    expect(lan.hosts()).toContain(host);
  });

  it.each(['http://hadir.local:3000', 'https://hadir.example.org', 'https://notlocal'])(
    'is not for PUBLIC_URL %s',
    async (PUBLIC_URL) => {
      await expect(openLan({ PUBLIC_URL }, join(root, 'refused'), () => names)).rejects.toThrow(StartError);
    },
  );
});

it('a port in use is said before anything else, with https too', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo; // as above
  const lan = await openLan(env, join(root, 'busy'), () => names);
  const secure = { certificate: lan.certificate(), plain: createGuide(web, lan.authority) };
  await expect(listen('127.0.0.1', port, secure)).rejects.toThrow(/is in use/);
  other.close();
});
