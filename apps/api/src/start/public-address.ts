import { isIPv6 } from 'node:net';
import type { Env } from '#env.ts';
import type { Lan } from './lan/open-lan.ts';

type Listening = { env: Pick<Env, 'PUBLIC_URL' | 'HOST' | 'isLoopback'>; port: number; lan: Lan | null };

/** The address people use, without a slash at the end; with `--lan` it may change with the network. */
export function publicAddress({ env, port, lan }: Listening): string {
  if (env.PUBLIC_URL) return env.PUBLIC_URL.replace(/\/+$/, '');
  return lan ? originOf('https', lan.host(), port) : originOf('http', env.isLoopback ? 'localhost' : env.HOST, port);
}

/** Where our own pages come from, by the word of browsers that do not send Sec-Fetch-Site. */
export function ownOrigins({ env, port, lan }: Listening): { includes(origin: string): boolean } {
  const own = () => new URL(publicAddress({ env, port, lan })).origin;
  if (lan) return { includes: (origin) => [own(), ...atPort('https', lan.hosts(), port)].includes(origin) };
  return env.isLoopback ? [own(), ...atPort('http', ['localhost', '127.0.0.1', '::1'], port)] : [own()];
}

const atPort = (scheme: string, hosts: readonly string[], port: number) =>
  hosts.map((host) => originOf(scheme, host, port));

/** As browsers write it: without the scheme's own port. */
function originOf(scheme: string, host: string, port: number): string {
  return new URL(`${scheme}://${isIPv6(host) ? `[${host}]` : host}:${port}`).origin;
}
