import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { endianness } from 'node:os';
import type { MasterKey } from '#http/context.ts';

const isLittleEndian = endianness() === 'LE';
const nonceBytes = 12;
const tagBytes = 16;

/** Where a sealed thing belongs. It opens nowhere else. */
export type Seat = { schoolId: string; personId: string; part: `shot:${number}` | 'mean' | 'probe'; model: string };

/** 32 bytes, a new one for every template. */
export const makeDataKey = (): Buffer => randomBytes(32);

/** Key of one school: HKDF-SHA256 of the master key, labelled with its version. */
export function deriveSchoolKey(master: MasterKey, schoolId: string): KeyObject {
  const key = hkdfSync('sha256', master.key, schoolId, `hadir/v1/school-key/${master.version}`, 32);
  // Taken up once: Node does it anew for bytes, and a roster opens thousands.
  return createSecretKey(Buffer.from(key));
}

/** Whose data key it is. It opens for nobody and nothing else. */
export type Holder = { schoolId: string; personId: string; templateId: string };

/**
 * What wraps the data key of one template: HKDF-SHA256 of the school's key and the template's secret in the vault, so
 * that the one without the other opens nothing.
 * @param secret 32 bytes
 */
export function deriveTemplateKey(schoolKey: KeyObject, secret: Buffer, holder: Holder): Buffer {
  return Buffer.from(hkdfSync('sha256', schoolKey, secret, `hadir/v2/template-key|${labelOf(holder)}`, 32));
}

/** A template's data key as it may lie in the database. */
export function wrapDataKey(templateKey: Buffer, dataKey: Buffer, holder: Holder): Buffer {
  return seal(templateKey, dataKey, `${labelOf(holder)}|data-key`);
}

/** @throws Error when the key was wrapped for somebody else, or by another school, master key or secret */
export function unwrapDataKey(templateKey: Buffer, wrapped: Uint8Array, holder: Holder): Buffer {
  return open(templateKey, wrapped, `${labelOf(holder)}|data-key`);
}

/**
 * Opens a key as it was wrapped before there was a vault.
 * @throws Error when it was not wrapped so
 */
export function unwrapWithoutVault(schoolKey: KeyObject, wrapped: Uint8Array, holder: Holder): Buffer {
  return open(schoolKey, wrapped, `${holder.schoolId}|${holder.personId}|data-key`);
}

const labelOf = (holder: Holder) => `${holder.schoolId}|${holder.personId}|${holder.templateId}`;

/** Float32 little endian under AES-256-GCM: nonce, ciphertext, tag. */
export function sealDescriptor(dataKey: Buffer, descriptor: ArrayLike<number>, seat: Seat): Buffer {
  const plain = Buffer.alloc(descriptor.length * 4);
  for (let i = 0; i < descriptor.length; i += 1) plain.writeFloatLE(descriptor[i] ?? Number.NaN, i * 4);
  return seal(dataKey, plain, nameOf(seat));
}

/** @throws Error when it was sealed with another key or for another seat */
export function openDescriptor(dataKey: Buffer, sealed: Uint8Array, seat: Seat): Float32Array {
  const plain = open(dataKey, sealed, nameOf(seat));
  // A copy begins where numbers may begin.
  if (isLittleEndian) return new Float32Array(Uint8Array.from(plain).buffer);
  const view = new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
  const descriptor = new Float32Array(plain.length / 4);
  for (let i = 0; i < descriptor.length; i += 1) descriptor[i] = view.getFloat32(i * 4, true);
  return descriptor;
}

const nameOf = (seat: Seat) => `${seat.schoolId}|${seat.personId}|${seat.part}|${seat.model}`;

/** Bytes under AES-256-GCM; they open under the same name only. */
export function sealBytes(key: KeyObject, plain: Buffer, name: string): Buffer {
  return seal(key, plain, name);
}

/** @throws Error when they were sealed with another key or under another name */
export function openSealed(key: KeyObject, sealed: Uint8Array, name: string): Buffer {
  return open(key, sealed, name);
}

function seal(given: Buffer | KeyObject, plain: Buffer, name: string): Buffer {
  const key = Buffer.isBuffer(given) ? createSecretKey(given) : given;
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(name));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function open(given: Buffer | KeyObject, sealed: Uint8Array, name: string): Buffer {
  const end = sealed.length - tagBytes;
  const nonce = sealed.subarray(0, nonceBytes);
  // Node takes a key object up in a third of the time of its bytes; a roster opens thousands.
  const key = Buffer.isBuffer(given) ? createSecretKey(given) : given;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(name));
  decipher.setAuthTag(sealed.subarray(end));
  const plain = decipher.update(sealed.subarray(nonceBytes, end));
  // Throws unless the tag fits; only then anything is handed on.
  decipher.final();
  return plain;
}
