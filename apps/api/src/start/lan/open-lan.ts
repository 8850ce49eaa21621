import { mkdirSync } from 'node:fs';
import os from 'node:os';
import { describeDiskError } from '#database/data-folder.ts';
import type { Env } from '#env.ts';
import { StartError } from '#start-error.ts';
import { type Certificate, issueCertificate } from './issue-certificate.ts';
import { findLocalNames, type LocalNames } from './local-names.ts';
import { fingerprintOf, localDomains, openAuthority } from './open-authority.ts';

/** The local network as this start serves it; names and certificate follow the network as it changes. */
export type Lan = {
  /** Certificate of the authority, PEM. */
  authority: string;
  /** SHA-256 of it. */
  fingerprint: string;
  certificate(): Certificate;
  /** Every host the certificate is for. */
  hosts(): readonly string[];
  /** The host to tell people. */
  host(): string;
  /** Calls back with the new certificate when addresses change or the old one ends. Returns the way to stop. */
  watch(onChange: (certificate: Certificate) => void): () => void;
};

const lookEveryMs = 30_000;
const everywhere = ['localhost', '127.0.0.1', '::1'];

/** @throws StartError where PUBLIC_URL is no local name, or the folder cannot be used */
export async function openLan(
  env: Pick<Env, 'PUBLIC_URL'>,
  folder: string,
  find: () => LocalNames = findLocalNames,
): Promise<Lan> {
  const given = env.PUBLIC_URL === null ? null : readHost(env.PUBLIC_URL);
  makeFolder(folder);
  const authority = await openAuthority(folder, os.hostname(), new Date());
  let names = find();
  const hosts = () => [...new Set([...(given ? [given] : []), ...names.names, ...names.addresses, ...everywhere])];
  let certificate = await issueCertificate(authority, folder, hosts(), new Date());
  return {
    authority: authority.certificate.toString('pem'),
    fingerprint: await fingerprintOf(authority),
    certificate: () => certificate,
    hosts,
    host: () => given ?? names.addresses[0] ?? 'localhost',
    watch(onChange) {
      const timer = setInterval(async () => {
        names = find();
        const next = await issueCertificate(authority, folder, hosts(), new Date()).catch(() => certificate);
        if (next.cert === certificate.cert) return;
        certificate = next;
        onChange(next);
      }, lookEveryMs);
      timer.unref();
      return () => clearInterval(timer);
    },
  };
}

function readHost(publicUrl: string): string {
  const { protocol, hostname } = new URL(publicUrl);
  const isLocal = /^[\d.]+$|^\[/.test(hostname) || localDomains.some((domain) => `.${hostname}`.endsWith(`.${domain}`));
  if (protocol === 'https:' && isLocal) return hostname.replace(/^\[|\]$/g, '');
  const domains = localDomains.map((domain) => `.${domain}`).join(', ');
  throw new StartError(`With --lan PUBLIC_URL must be https with an IP address or a name that ends in ${domains}.`);
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StartError(describeDiskError(error, folder), { cause: error });
  }
}
