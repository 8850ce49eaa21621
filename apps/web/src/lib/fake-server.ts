/** For tests: one request as it left the app. */
export type Sent = { method: string; path: string; headers: Headers; body: string };
type Reply = { status?: number; json: unknown; headers?: Record<string, string> } | 'no_answer' | 'silence';

/** For tests: stands in for the network. `replies` by "METHOD /path"; the CSRF token is always handed out. */
export function fakeServer(replies: Record<string, (sent: Sent) => Reply>) {
  const sent: Sent[] = [];
  let tokens = 0;
  replace('fetch', async (url: string, init: RequestInit) => {
    init.signal?.throwIfAborted();
    const { method = 'GET', headers, body } = init;
    const request = { method, path: url, headers: new Headers(headers), body: String(body ?? '') };
    sent.push(request);
    const [path] = url.split('?');
    const reply = replies[`${method} ${path}`]?.(request);
    if (reply === undefined && path === '/api/csrf') return respond(200, { token: `token-${++tokens}` });
    if (reply === undefined) throw new Error(`nobody expected ${method} ${url}`);
    if (reply === 'silence') return await new Promise<never>(() => undefined);
    if (reply === 'no_answer') throw new TypeError('Failed to fetch');
    return respond(reply.status ?? 200, reply.json, reply.headers);
  });
  const to = (path: string) => sent.filter((request) => request.path.split('?')[0] === path);
  return { sent, to };
}

function respond(status: number, json: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(json), { status, headers: { 'X-Request-Id': 'request-1', ...headers } });
}

/** For tests: the phone's own storage. */
export function fakeLocalStorage(): void {
  const values = new Map<string, string>();
  replace('localStorage', {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  });
}

/** For tests: the bytes of a signature. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

/** For tests: a browser in which the person blocks site data. */
export function blockLocalStorage(): void {
  Object.defineProperty(globalThis, 'localStorage', {
    configurable: true,
    get: () => {
      throw new DOMException('Access is denied.', 'SecurityError');
    },
  });
}

function replace(name: 'fetch' | 'localStorage', value: unknown): void {
  Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
}
