import { connect, type Socket } from 'node:net';

export type Answer = { status: number; head: string; body: string };

/**
 * One kept-alive HTTP/1.1 connection that sends one request at a time. Plain on purpose: on two cores a
 * full client takes as much time as the server it measures.
 */
export type Wire = { send(request: Buffer): Promise<Answer>; close(): void };

export async function openWire(port: number): Promise<Wire> {
  const socket = await dial(port);
  let received: Buffer = Buffer.alloc(0);
  let waiting: { resolve: (answer: Answer) => void; reject: (cause: unknown) => void } | null = null;
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const answer = readAnswer(received);
    if (answer === null) return;
    received = Buffer.alloc(0);
    waiting?.resolve(answer);
    waiting = null;
  });
  socket.on('close', () => waiting?.reject(new Error('The server closed the connection.')));
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

function dial(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket)).once('error', reject);
  });
}

/** Null until the whole answer is there. Our API always says Content-Length. */
function readAnswer(bytes: Buffer): Answer | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const head = bytes.toString('latin1', 0, end);
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
  if (bytes.length < end + 4 + length) return null;
  return { status: Number(head.slice(9, 12)), head, body: bytes.toString('utf8', end + 4, end + 4 + length) };
}

export type HttpRequest = { method: string; path: string; headers: Record<string, string>; body?: string };

export function encode({ method, path, headers, body = '' }: HttpRequest): Buffer {
  const all = { Host: '127.0.0.1', ...headers, 'Content-Length': String(Buffer.byteLength(body)) };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}
