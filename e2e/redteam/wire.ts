import { Agent, type OutgoingHttpHeaders, request } from 'node:http';

export type Answer = {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  ms: number;
};
type Sent = { method: string; path: string; headers: OutgoingHttpHeaders; body?: string | Buffer };

/** One server as somebody on the network sees it; keeps what must be true of every answer. */
export type Wire = {
  send(what: Sent): Promise<Answer>;
  /** Requests so far. */
  count(): number;
  /** Answers of 500 and more: no input may ever cause one. */
  broken: string[];
  close(): void;
};

export function openWire(port: number): Wire {
  const agent = new Agent({ keepAlive: true, maxSockets: 96 });
  const broken: string[] = [];
  let count = 0;
  const wire: Wire = {
    broken,
    count: () => count,
    close: () => agent.destroy(),
    send: ({ method, path, headers, body }) =>
      new Promise((resolve, reject) => {
        count += 1;
        const startedAt = performance.now();
        const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
        const sent = request({ agent, host: '127.0.0.1', port, method, path, headers: { ...length, ...headers } });
        sent.once('error', (error) => {
          // A kept connection that the server had closed before it saw anything of this request.
          const isUnseen = sent.reusedSocket && 'code' in error && error.code === 'ECONNRESET';
          if (isUnseen) wire.send({ method, path, headers, ...(body !== undefined && { body }) }).then(resolve, reject);
          else reject(error);
        });
        sent.once('response', (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () => {
            const ms = performance.now() - startedAt;
            const text = Buffer.concat(chunks).toString('utf8');
            const status = response.statusCode ?? 0;
            if (status >= 500) broken.push(`${method} ${path} was answered ${status}: ${text.slice(0, 300)}`);
            resolve({ status, headers: response.headers, text, ms });
          });
        });
        sent.end(body);
      }),
  };
  return wire;
}

/** The JSON object of an answer; empty where it is none. */
export function read(answer: Answer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(answer.text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}
