import { createServer, type RequestListener, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorCode } from '#error-code.ts';
import { StartError } from '#start-error.ts';

interface Listening {
  /** as bound; differs from what was asked for when that was 0 */
  port: number;
  /** From now on requests go here; until then they are told to come back. */
  serve(listener: RequestListener): void;
  /** Takes no new request, lets those under way end within `ms`, then cuts. */
  close(ms: number): Promise<void>;
}

/**
 * Takes the port before anything slow begins, so that a busy one is known at once.
 * @throws StartError when the port is busy or not ours to take
 */
export async function listen(host: string, port: number): Promise<Listening> {
  let listener: RequestListener = (_request, response) => {
    response.writeHead(503, { 'Retry-After': '2', 'Content-Type': 'application/json', Connection: 'close' });
    response.end(JSON.stringify({ code: 'unavailable', message: 'Hadir is starting.', request_id: '' }));
  };
  const server = createServer((request, response) => listener(request, response));
  await bind(server, host, port);
  const address = server.address();
  return {
    port: address && typeof address === 'object' ? address.port : port,
    serve(next) {
      listener = next;
    },
    async close(ms) {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await Promise.race([closed, sleep(ms, null, { ref: false })]);
      server.closeAllConnections();
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
