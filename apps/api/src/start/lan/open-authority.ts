import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509';
import {
  BasicConstraintsExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { keepSecret } from '#database/keys.ts';
import { StartError } from '#start-error.ts';

/** The local certificate authority of one data folder. */
export type Authority = { certificate: X509Certificate; key: webcrypto.CryptoKey };

export const signing = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Domains that the public name system never holds. For others the authority is worth nothing, whoever gets its key. */
export const localDomains = ['local', 'localhost', 'lan', 'internal', 'home.arpa'];

const years = 10;
const dayMs = 24 * 3600 * 1000;

/**
 * The authority in `folder`, key and certificate in one file (0600); made on the first start.
 * @throws StartError when the file is damaged or has expired
 */
export async function openAuthority(folder: string, host: string, now: Date): Promise<Authority> {
  const file = path.join(folder, 'authority.pem');
  const made = existsSync(file) ? '' : await makeAuthority(host, now);
  const pem = keepSecret(file, () => made);
  const giveUp = 'delete it, and let every phone trust the new one';
  const authority = await readAuthority(pem).catch((cause: unknown) => {
    throw new StartError(`${file} is damaged: ${giveUp}.`, { cause });
  });
  if (authority.certificate.notAfter <= now) throw new StartError(`${file} has expired: ${giveUp}.`);
  return authority;
}

/** Upper-case pairs with colons, as devices show it. */
export async function fingerprintOf({ certificate }: Authority): Promise<string> {
  const hash = Buffer.from(await certificate.getThumbprint('SHA-256'));
  return hash.toString('hex').toUpperCase().match(/../g)?.join(':') ?? '';
}

async function makeAuthority(host: string, now: Date): Promise<string> {
  const keys = await crypto.subtle.generateKey(signing, true, ['sign', 'verify']);
  const id = Buffer.from(crypto.getRandomValues(new Uint8Array(2))).toString('hex');
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: makeSerial(),
    // With a number, so that two of one computer can be told apart in a list.
    name: [{ O: ['Hadir'] }, { CN: [`Hadir on ${host} (${id})`] }],
    notBefore: new Date(now.getTime() - dayMs),
    notAfter: new Date(now.getTime() + years * 365 * dayMs),
    keys,
    signingAlgorithm: signing,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      localNamesOnly(),
    ],
  });
  return `${await keyToPem(keys.privateKey)}\n${certificate.toString('pem')}`;
}

/** https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10; IP addresses stay free, they change with the network. */
function localNamesOnly(): Extension {
  const permitted = localDomains.map((dNSName) => new GeneralSubtree({ base: new GeneralName({ dNSName }) }));
  const constraints = new NameConstraints({ permittedSubtrees: new GeneralSubtrees(permitted) });
  return new Extension(id_ce_nameConstraints, true, AsnConvert.serialize(constraints));
}

async function readAuthority(pem: string): Promise<Authority> {
  const [key, certificate] = PemConverter.decode(pem);
  if (!key || !certificate) throw new Error('a key and a certificate belong there');
  return {
    key: await crypto.subtle.importKey('pkcs8', key, signing, false, ['sign']),
    certificate: new X509Certificate(certificate),
  };
}

export async function keyToPem(key: webcrypto.CryptoKey): Promise<string> {
  return PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

/** 16 random bytes in hex, the first bit 0: a serial number is positive. */
export function makeSerial(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}
