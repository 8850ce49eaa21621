import { inflateRawSync } from 'node:zlib';
import { FileProblem } from './file-table.ts';

/** Far more than a workbook of five thousand rows has. */
const limits = { entries: 1000, bytes: 40 * 1024 * 1024 };

// Signatures and lengths of PKWARE's APPNOTE, 4.3.7, 4.3.12 and 4.3.16.
const endMark = 0x06054b50;
const directoryMark = 0x02014b50;
const localMark = 0x04034b50;
const endLength = 22;
const directoryLength = 46;
const localLength = 30;

type Listed = { name: string; method: number; packed: number; size: number; offset: number };

/**
 * The entries of a zip by name, unpacked. What the directory declares is judged before anything is unpacked, and
 * nothing becomes larger than declared.
 * @param wanted which entries to unpack
 * @throws FileProblem file_unreadable for what is no plain zip, such as entries that overlap; file_too_heavy
 */
export function openZip(file: Buffer, wanted: (name: string) => boolean): Map<string, Buffer> {
  try {
    const listed = listEntries(file);
    judge(listed);
    return new Map(locate(file, listed).flatMap((entry) => (wanted(entry.name) ? [[entry.name, unpack(entry)]] : [])));
  } catch (cause) {
    // Reading past the end: the numbers in the file lie.
    if (cause instanceof RangeError) throw new FileProblem('file_unreadable');
    throw cause;
  }
}

function listEntries(file: Buffer): Listed[] {
  const end = findEnd(file);
  const count = file.readUInt16LE(end + 10);
  const size = file.readUInt32LE(end + 12);
  let at = file.readUInt32LE(end + 16);
  if (count > limits.entries) throw new FileProblem('file_too_heavy');
  if (count !== file.readUInt16LE(end + 8) || at + size > end) throw new FileProblem('file_unreadable');
  return Array.from({ length: count }, () => {
    if (file.readUInt32LE(at) !== directoryMark) throw new FileProblem('file_unreadable');
    const isSecret = (file.readUInt16LE(at + 8) & 1) === 1;
    const nameLength = file.readUInt16LE(at + 28);
    const nameAt = at + directoryLength;
    const entry = {
      name: file.toString('utf8', nameAt, nameAt + nameLength),
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    };
    if (isSecret || ![0, 8].includes(entry.method)) throw new FileProblem('file_unreadable');
    at = nameAt + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    return entry;
  });
}

/** The last record of the zip; a comment may stand behind it. */
function findEnd(file: Buffer): number {
  const first = Math.max(0, file.length - endLength - 0xffff);
  for (let at = file.length - endLength; at >= first; at--) {
    if (file.readUInt32LE(at) === endMark) return at;
  }
  throw new FileProblem('file_unreadable');
}

function judge(listed: readonly Listed[]): void {
  if (listed.reduce((sum, { size }) => sum + size, 0) > limits.bytes) throw new FileProblem('file_too_heavy');
  if (new Set(listed.map(({ name }) => name)).size < listed.length) throw new FileProblem('file_unreadable');
}

/** Where the packed bytes of each entry lie; none shares any with another. */
function locate(file: Buffer, listed: readonly Listed[]): (Listed & { bytes: Buffer })[] {
  let free = 0;
  return listed
    .toSorted((one, other) => one.offset - other.offset)
    .map((entry) => {
      const { offset, packed } = entry;
      if (offset < free || file.readUInt32LE(offset) !== localMark) throw new FileProblem('file_unreadable');
      const start = offset + localLength + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
      free = start + packed;
      if (free > file.length) throw new FileProblem('file_unreadable');
      return { ...entry, bytes: file.subarray(start, free) };
    });
}

function unpack({ method, size, bytes }: Listed & { bytes: Buffer }): Buffer {
  const unpacked = method === 0 ? bytes : inflate(bytes, size);
  if (unpacked.length !== size) throw new FileProblem('file_unreadable');
  return unpacked;
}

function inflate(bytes: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(bytes, { maxOutputLength: Math.max(size, 1) });
  } catch (error) {
    const isLarger = error instanceof RangeError;
    throw new FileProblem(isLarger ? 'file_too_heavy' : 'file_unreadable');
  }
}
