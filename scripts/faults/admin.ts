import type { Product } from './product.ts';

export interface Admin {
  /** Makes a place; settles when the server has acknowledged it. */
  addPlace(name: string): Promise<void>;
  listPlaces(): Promise<string[]>;
}

/** Signs in as the demonstration school's admin, with what the start printed. */
export async function signInAsAdmin({ said, address }: Product): Promise<Admin> {
  const [, email, password] = /^admin (\S+) (\S+)$/m.exec(said.out) ?? [];
  let cookie = '';
  let token = '';

  async function ask(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await fetch(`${address}${path}`, {
      method,
      headers: {
        cookie,
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        origin: address,
        'x-csrf-token': token,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(5000),
    });
    const given = response.headers.getSetCookie().map((line) => line.split(';')[0]);
    if (given.length > 0) cookie = given.join('; ');
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }

  async function fetchToken(): Promise<void> {
    token = String(Reflect.get(Object(await (await ask('GET', '/api/csrf')).json()), 'token'));
  }

  await fetchToken();
  await ask('POST', '/api/sign_in', { email, password });
  await fetchToken();
  return {
    async addPlace(name) {
      await ask('POST', '/api/places', { name, lat: 1, lng: 1 });
    },
    async listPlaces() {
      const reply: unknown = await (await ask('GET', '/api/places')).json();
      const { items } = Object(reply) as { items: { name: string }[] };
      return items.map(({ name }) => name);
    },
  };
}
