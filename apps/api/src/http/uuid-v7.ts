import { randomBytes, randomInt } from 'node:crypto';

let lastMs = Number.NaN;
let count = 0;

/** RFC 9562 version 7: milliseconds since 1970 first, then a count, so that newer ids of this process sort later. */
export function uuidV7(now: Date): string {
  const ms = now.getTime();
  count = ms === lastMs ? (count + 1) & 0x0fff : randomInt(0x0800);
  lastMs = ms;
  const bytes = randomBytes(16);
  bytes.writeUIntBE(ms, 0, 6);
  bytes.writeUInt16BE(0x7000 | count, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
