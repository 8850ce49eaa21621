import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { siteOf } from '#http/site-of.ts';
import { semaphore } from './semaphore.ts';

// OWASP's equal of N=2^17, r=8, p=1 in a quarter of its memory; Node refuses more than 32 MiB unasked.
const cost = { log2N: 15, r: 8, p: 3 };
const maxmem = 64 * 1024 * 1024;
const hashBytes = 32;

/**
 * About 230 ms of one core each; a hall of 500 that signs in together waits a minute, and nobody is turned away.
 * Addresses take turns: somebody who tries invented e-mails fills the queue of one address only.
 */
const inTurn = semaphore(2, { each: 500, all: 2000 });

const phc = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

// Nobody's password: compared with where there is no hash, so that both take the same time.
const nobody = `$scrypt$ln=${cost.log2N},r=${cost.r},p=${cost.p}$${unpadded(randomBytes(16))}$${unpadded(randomBytes(hashBytes))}`;

/**
 * @param address whose turn it takes
 * @returns a PHC string, `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`
 * @throws AppError retry_later
 */
export async function hashPassword(password: string, address: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await inTurn(siteOf(address), () => derive(password, salt, cost));
  return `$scrypt$ln=${cost.log2N},r=${cost.r},p=${cost.p}$${unpadded(salt)}$${unpadded(hash)}`;
}

/**
 * Whether the password is the one behind the PHC string; takes as long, and is false, without one.
 * @param address whose turn it takes
 * @throws AppError retry_later
 */
export async function verifyPassword(password: string, stored: string | null, address: string): Promise<boolean> {
  const [, log2N, r, p, salt, hash] = phc.exec(stored ?? nobody) ?? [];
  if (!log2N || !r || !p || !salt || !hash) return false;
  const expected = Buffer.from(hash, 'base64');
  const given = await inTurn(siteOf(address), () =>
    derive(password, Buffer.from(salt, 'base64'), { log2N: Number(log2N), r: Number(r), p: Number(p) }),
  );
  return expected.length === given.length && timingSafeEqual(expected, given) && stored !== null;
}

function derive(password: string, salt: Buffer, { log2N, r, p }: typeof cost): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** log2N, r, p, maxmem };
  return new Promise((resolve, reject) =>
    // NFC, so that the same letters typed on another keyboard are the same password.
    scrypt(password.normalize('NFC'), salt, hashBytes, options, (error, key) => (error ? reject(error) : resolve(key))),
  );
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
