import request, { type Response } from 'supertest';
import type { TestApp } from '#test/open-app.ts';

/** A browser with a cookie of its own, which takes up a new token by itself as the web app does. */
export type Browser = {
  get(path: string): Promise<Response>;
  post(path: string, body?: object): Promise<Response>;
  delete(path: string): Promise<Response>;
  /** The cookie of the web session as it is now. */
  cookie(): string;
};

/** @param address where the app believes proxies; else it is this computer's */
export function openBrowser(app: TestApp, cookie = '', address = '127.0.0.1'): Browser {
  let jar = cookie;
  const keep = (answer: Response) => {
    const [set] = [answer.headers['set-cookie'] ?? []].flat();
    if (set) jar = set.split(';')[0] ?? '';
    return answer;
  };
  const get = async (path: string) =>
    keep(await request(app.url).get(path).set('Cookie', jar).set('X-Forwarded-For', address));
  const send = async (verb: 'post' | 'delete', path: string, body: object) => {
    const { token } = (await get('/api/csrf')).body;
    const asked = request(app.url)
      [verb](path)
      .set('Cookie', jar)
      .set('X-CSRF-Token', String(token))
      .set('X-Forwarded-For', address);
    return keep(await asked.set('Sec-Fetch-Site', 'same-origin').set('User-Agent', 'Firefox on Linux').send(body));
  };
  return {
    get,
    post: (path, body = {}) => send('post', path, body),
    delete: (path) => send('delete', path, {}),
    cookie: () => jar,
  };
}
