import { existsSync, readdirSync, renameSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { describeDiskError, StopLine } from './stop-line.mjs';

const compress = promisify(brotliCompress);
const worthwhile = /\.(js|mjs|css|html|svg|json|wasm|bin|webmanifest|txt)$/;

/**
 * Puts `file.br` beside a file, unless it is there and newer.
 * @param {string} file
 */
export async function compressFile(file) {
  const target = `${file}.br`;
  if (existsSync(target) && statSync(target).mtimeMs >= statSync(file).mtimeMs) return;
  const content = await readFile(file);
  const small = await compress(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
  try {
    await writeFile(`${target}.new`, small);
    renameSync(`${target}.new`, target);
  } catch (error) {
    throw new StopLine(describeDiskError(error, path.dirname(file)));
  }
}

/** @param {string} folder */
export async function compressFolder(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && worthwhile.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
  await Promise.all(files.map(compressFile));
}
