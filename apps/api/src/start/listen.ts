import { createServer, type Server as HttpServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer, type Server as HttpsServer } from 'node:https';
import type { Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '#error-code.ts';
import { StartError } from '#start-error.ts';
import type { Certificate } from './lan/issue-certificate.ts';
import { sharePort } from './lan/share-port.ts';

/** Https for everybody in the network, and what plain http gets on the same port. */
interface Secure {
  certificate: Certificate;
  plain: RequestListener;
}

interface Listening {
  /** as bound; differs from what was asked for when that was 0 */
  port: number;
  /** From now on requests go here; until then they are told to come back. */
  serve(listener: RequestListener): void;
  /** What carries the app, for what upgrades its connections. */
  readonly web: HttpServer | HttpsServer;
  /** Shows another certificate from the next connection on; nothing without https. */
  certify(certificate: Certificate): void;
  /** Takes no new request, lets those under way end within `ms`, then cuts. */
  close(ms: number): Promise<void>;
}

/**
 * Takes the port before anything slow begins, so that a busy one is known at once.
 * @throws StartError when the port is busy or not ours to take
 */
export async function listen(host: string, port: number, secure: Secure | null = null): Promise<Listening> {
  let listener: RequestListener = (_request, response) => {
    response.writeHead(503, { 'Retry-After': '2', 'Content-Type': 'application/json', Connection: 'close' });
    response.end(JSON.stringify({ code: 'unavailable', message: 'Hadir is starting.', request_id: '' }));
  };
  const answer: RequestListener = (request, response) => listener(request, response);
  const plain = createServer(secure?.plain ?? answer);
  const tls = secure && createSecureServer({ ...secure.certificate, minVersion: 'TLSv1.2' }, answer);
  const shared = tls && sharePort(plain, tls);
  const server = shared?.server ?? plain;
  await bind(server, host, port);
  const address = server.address();
  return {
    port: address && typeof address === 'object' ? address.port : port,
    web: tls ?? plain,
    serve(next) {
      listener = next;
    },
    certify: (certificate) => tls?.setSecureContext({ ...certificate, minVersion: 'TLSv1.2' }),
    async close(ms) {
      const closed = new Promise((resolve) => server.close(resolve));
      // Closing one of them ends its idle connections, and the watch over its time limits.
      if (tls) for (const each of [plain, tls]) each.close();
      await Promise.race([closed, sleep(ms, null, { ref: false })]);
      plain.closeAllConnections();
      shared?.cutAll();
    },
  };
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new StartError(explain(errorCode(error), host, port), { cause: error })));
    server.listen(port, host, () => resolve());
  });
}

function explain(code: string | null, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is in use: stop the other program, or choose another PORT.`;
  if (code === 'EACCES') return `This account may not listen on port ${port}: choose a PORT above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST ${host} is not an address of this machine.`;
  return `Cannot listen on ${host}:${port} (${code ?? 'unknown'}).`;
}
