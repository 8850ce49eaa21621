import type { Picture } from './read-photo.ts';

type Size = { width: number; height: number };

// Of the extended header: colour profile, EXIF and XMP are said to follow; and more than one picture.
const described = 0x20 | 0x08 | 0x04;
const animated = 0x02;

/** A WebP of one picture without metadata (RFC 9649, 2); null for anything else. */
export function readWebp(file: Buffer): Picture | null {
  if (file.length < 20 || file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WEBP')
    return null;
  const end = 8 + file.readUInt32LE(4);
  if (end > file.length) return null;
  const parts: Buffer[] = [];
  let canvas: Size | null = null;
  let picture: Size | null = null;
  let at = 12;
  while (at + 8 <= end) {
    const type = file.toString('latin1', at, at + 4);
    const data = file.subarray(at + 8, at + 8 + file.readUInt32LE(at + 4));
    const next = at + 8 + data.length + (data.length % 2);
    if (data.length !== file.readUInt32LE(at + 4) || next > end) return null;
    if (type === 'VP8X') {
      if (at !== 12 || data.length !== 10 || ((data[0] ?? 0) & animated) !== 0) return null;
      canvas = { width: data.readUIntLE(4, 3) + 1, height: data.readUIntLE(7, 3) + 1 };
      const header = Buffer.from(file.subarray(at, next));
      header[8] = (header[8] ?? 0) & ~described;
      parts.push(header);
    } else if (type === 'ALPH') {
      parts.push(file.subarray(at, next));
    } else if (type === 'VP8 ' || type === 'VP8L') {
      if (picture !== null) return null;
      picture = type === 'VP8 ' ? sizeOfLossy(data) : sizeOfLossless(data);
      if (picture === null) return null;
      parts.push(file.subarray(at, next));
    } else if (type === 'ANIM' || type === 'ANMF') return null;
    at = next;
  }
  if (picture === null) return null;
  if (canvas !== null && (canvas.width !== picture.width || canvas.height !== picture.height)) return null;
  const body = Buffer.concat(parts);
  const head = Buffer.from(file.subarray(0, 12));
  head.writeUInt32LE(body.length + 4, 4);
  return { bytes: Buffer.concat([head, body]), ...picture };
}

/** RFC 6386, 9.1: a key frame says its size. */
function sizeOfLossy(data: Buffer): Size | null {
  if (data.length < 10 || ((data[0] ?? 1) & 1) !== 0 || data.readUIntBE(3, 3) !== 0x9d012a) return null;
  return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
}

/** RFC 9649, 3.4: two numbers of 14 bits after the signature. */
function sizeOfLossless(data: Buffer): Size | null {
  if (data.length < 5 || data[0] !== 0x2f) return null;
  const bits = data.readUInt32LE(1);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}
