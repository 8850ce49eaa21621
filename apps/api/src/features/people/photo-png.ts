import { crc32 } from 'node:zlib';
import type { Picture } from './read-photo.ts';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');
const kept = ['IHDR', 'PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'IDAT', 'IEND'];
/** Chunks of an animation: more than one picture. */
const animated = ['acTL', 'fcTL', 'fdAT'];

/** A PNG of one picture without texts and times (PNG third edition, 5); null for anything else. */
export function readPng(file: Buffer): Picture | null {
  if (!file.subarray(0, 8).equals(signature)) return null;
  const parts: Buffer[] = [signature];
  let size: { width: number; height: number } | null = null;
  let hasPixels = false;
  let at = 8;
  while (at + 12 <= file.length) {
    const end = at + 12 + file.readUInt32BE(at);
    if (end > file.length) return null;
    const type = file.toString('latin1', at + 4, at + 8);
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) return null;
    if (animated.includes(type)) return null;
    if (type === 'IHDR') {
      if (at !== 8 || end - at !== 25) return null;
      size = { width: file.readUInt32BE(at + 8), height: file.readUInt32BE(at + 12) };
    } else if (at === 8) return null;
    hasPixels ||= type === 'IDAT';
    if (kept.includes(type)) parts.push(file.subarray(at, end));
    if (type === 'IEND') return size && hasPixels ? { bytes: Buffer.concat(parts), ...size } : null;
    at = end;
  }
  return null;
}
