import type { Picture } from './read-photo.ts';

// Frames that every browser draws: baseline, extended, progressive.
const frames = [0xc0, 0xc1, 0xc2];
// Tables and the frame itself, JFIF's and Adobe's headers (the colours need the latter); the rest is about the picture.
const kept = [...frames, 0xc4, 0xdb, 0xdd, 0xe0, 0xee];
const otherFrames = [0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf, 0xdc];
const startOfScan = 0xda;
const endOfImage = 0xd9;
/** JFIF's header without a thumbnail; a longer one carries a second picture. */
const plainJfif = 16;

/** A JPEG of one frame without comments, places and thumbnails (ITU T.81, B.1); null for anything else. */
export function readJpeg(file: Buffer): Picture | null {
  if (file.length < 4 || file.readUInt16BE(0) !== 0xffd8) return null;
  const parts = [file.subarray(0, 2)];
  let size: { width: number; height: number } | null = null;
  let hasScan = false;
  let at = 2;
  while (at + 4 <= file.length || file.readUInt16BE(Math.min(at, file.length - 2)) === 0xffd9) {
    if (file[at] !== 0xff) return null;
    const marker = file[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === endOfImage) {
      if (size === null || !hasScan) return null;
      return { bytes: Buffer.concat([...parts, file.subarray(at, at + 2)]), ...size };
    }
    if (otherFrames.includes(marker) || at + 4 > file.length) return null;
    const end = at + 2 + file.readUInt16BE(at + 2);
    if (end < at + 4 || end > file.length) return null;
    if (frames.includes(marker)) {
      if (size !== null || end < at + 10) return null;
      size = { height: file.readUInt16BE(at + 5), width: file.readUInt16BE(at + 7) };
    }
    if (marker === startOfScan) {
      const scanned = endOfScan(file, end);
      parts.push(file.subarray(at, scanned));
      hasScan = true;
      at = scanned;
      continue;
    }
    const isPlain = marker !== 0xe0 || end - at - 2 === plainJfif;
    if (kept.includes(marker) && isPlain) parts.push(file.subarray(at, end));
    at = end;
  }
  return null;
}

/** Where the next marker stands: in a scan `ff` is followed by 00 or a restart. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = from; ; at += 2) {
    at = file.indexOf(0xff, at);
    if (at < 0 || at + 1 >= file.length) return file.length;
    const next = file[at + 1] ?? 0;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
}
