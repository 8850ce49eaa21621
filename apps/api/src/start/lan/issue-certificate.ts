import 'reflect-metadata';
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import path from 'node:path';
import {
  AuthorityKeyIdentifierExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { writeSecret } from '#database/keys.ts';
import { type Authority, keyToPem, makeSerial, signing } from './open-authority.ts';

/** What a TLS server shows; PEM. */
export type Certificate = { key: string; cert: string };

const dayMs = 24 * 3600 * 1000;
// Apple takes nothing longer from a server than 825 days, and browsers frown beyond 398.
const lastsMs = 397 * dayMs;
const renewBeforeMs = 30 * dayMs;

/**
 * The server's certificate for exactly these hosts. The one in `folder` is kept while it fits: browsers remember
 * exceptions by certificate. It lies there with its key in one file (0600).
 */
export async function issueCertificate(
  authority: Authority,
  folder: string,
  hosts: readonly string[],
  now: Date,
): Promise<Certificate> {
  const file = path.join(folder, 'server.pem');
  const kept = await readKept(file, authority, hosts, now).catch(() => null);
  if (kept) return kept;
  const keys = await crypto.subtle.generateKey(signing, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: makeSerial(),
    subject: [{ CN: ['Hadir'] }],
    issuer: authority.certificate.subjectName,
    notBefore: new Date(now.getTime() - dayMs),
    notAfter: new Date(Math.min(now.getTime() + lastsMs, authority.certificate.notAfter.getTime())),
    signingKey: authority.key,
    publicKey: keys.publicKey,
    signingAlgorithm: signing,
    extensions: [
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(
        hosts.map((value) => ({ type: isIP(value) ? ('ip' as const) : ('dns' as const), value })),
      ),
      await AuthorityKeyIdentifierExtension.create(authority.certificate.publicKey),
    ],
  });
  const made = { key: await keyToPem(keys.privateKey), cert: certificate.toString('pem') };
  writeSecret(file, `${made.key}\n${made.cert}`);
  return made;
}

async function readKept(
  file: string,
  authority: Authority,
  hosts: readonly string[],
  now: Date,
): Promise<Certificate | null> {
  if (!existsSync(file)) return null;
  const [key, raw] = PemConverter.decode(readFileSync(file, 'utf8'));
  if (!key || !raw) return null;
  const certificate = new X509Certificate(raw);
  const alternative = certificate.getExtension(SubjectAlternativeNameExtension);
  const named = alternative?.names.items.map(({ value }) => value) ?? [];
  const isSame = named.toSorted().join(' ') === hosts.toSorted().join(' ');
  const isFresh = certificate.notAfter.getTime() - now.getTime() > renewBeforeMs;
  const isOurs = await certificate.verify({ publicKey: authority.certificate.publicKey, date: now });
  if (!isSame || !isFresh || !isOurs) return null;
  return { key: PemConverter.encode(key, 'PRIVATE KEY'), cert: certificate.toString('pem') };
}
