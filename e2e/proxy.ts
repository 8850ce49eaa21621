import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';

/** Stands before the product and can make its service worker another one, as a new version does. */
export type Proxy = { address: string; releaseNewVersion(): void; close(): Promise<void> };

export async function openProxy(port: number): Promise<Proxy> {
  let version = 1;
  const server = createServer((incoming, outgoing) => {
    const { method, url: path } = incoming;
    // Asked whether it has changed, the product would say no.
    const { 'if-modified-since': _, 'if-none-match': __, ...headers } = incoming.headers;
    const further = request({ host: '127.0.0.1', port, method, path, headers: { ...headers, 'accept-encoding': '' } });
    further.on('response', (answer) => {
      if (path === '/sw.js') void sendWorker(answer, outgoing, version);
      else answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers));
    });
    further.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(further);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  return {
    address: `http://localhost:${address.port}`,
    releaseNewVersion() {
      version++;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function sendWorker(answer: IncomingMessage, outgoing: ServerResponse, version: number): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part);
  const { 'content-length': _, ...headers } = answer.headers;
  outgoing.writeHead(answer.statusCode ?? 502, headers).end(`${Buffer.concat(parts)}\n// version ${version}\n`);
}
