import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compressFile } from './compress.mjs';
import { deriveNet } from './nets/derive-net.mjs';
import { root } from './run.mjs';
import { describeDiskError, StopLine } from './stop-line.mjs';

/**
 * `public/models/manifest.json`. A file of no source lies in the repository. A source with a `folder` has the file as
 * it is; one with a `file` is an ONNX net of which `<name>.json` and `<name>.bin` are made.
 * @typedef {{sha256: string, bytes: number, packed?: number, of?: string}} ModelFile
 * @typedef {{package: string, folder: string} | {package: string, file: string, sha256: string, float16: boolean}} Source
 * @typedef {{sources: Record<string, Source>, files: Record<string, ModelFile>}} Manifest
 */

const place = path.join(root, 'public', 'models');

/**
 * Puts the face weights where they are served: copied out of their packages or made of them, each checked against the
 * committed manifest, packed beside.
 * @param {string} [folder] where the manifest lies and the weights go
 * @param {(name: string) => string} [findPackage] the folder of an installed package
 */
export async function copyModels(folder = place, findPackage = findInstalled) {
  const manifest = readManifest(folder);
  for (const [name, { sha256, of }] of Object.entries(manifest.files)) {
    const target = path.join(folder, name);
    if (hashFile(target) === sha256) continue;
    const source = manifest.sources[of ?? ''];
    if (source) write(target, make(name, source, findPackage));
    if (hashFile(target) !== sha256) {
      throw new StopLine(`Face weights ${name} are not the ones of public/models/manifest.json (SHA-256 differs).`);
    }
  }
  // A phone loads these first; brotli saves a third of them.
  await Promise.all(Object.keys(manifest.files).map((name) => compressFile(path.join(folder, name))));
}

/**
 * @param {string} [folder]
 * @returns {Manifest}
 */
export function readManifest(folder = place) {
  return JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
}

/**
 * The bytes of a file as its source gives them.
 * @param {string} name
 * @param {Source} source
 * @param {(name: string) => string} findPackage
 */
export function make(name, source, findPackage = findInstalled) {
  const from = findPackage(source.package);
  if ('folder' in source) return read(path.join(from, source.folder, name));
  const onnx = read(path.join(from, source.file));
  if (hash(onnx) !== source.sha256) {
    throw new StopLine(`${source.file} of ${source.package} is not the one the face weights are made of.`);
  }
  const { graph, weights } = deriveNet(onnx, { isHalf: source.float16 });
  return name.endsWith('.json') ? Buffer.from(graph) : weights;
}

const missing = 'The face weights are not among the installed packages: run "npm ci" and start again.';

/** @param {string} name */
function findInstalled(name) {
  // Not resolved by its package.json, which a package may hide.
  const folders = createRequire(path.join(root, 'apps/web/package.json')).resolve.paths(name) ?? [];
  const found = folders.map((folder) => path.join(folder, name)).find((folder) => existsSync(folder));
  if (!found) throw new StopLine(missing);
  return found;
}

/** @param {string} file */
function read(file) {
  if (!existsSync(file)) throw new StopLine(missing);
  return readFileSync(file);
}

/** @param {string} file */
function hashFile(file) {
  return existsSync(file) ? hash(readFileSync(file)) : null;
}

/** @param {Buffer} bytes */
export function hash(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * @param {string} target
 * @param {Buffer} bytes
 */
function write(target, bytes) {
  try {
    writeFileSync(`${target}.new`, bytes);
    renameSync(`${target}.new`, target);
  } catch (error) {
    throw new StopLine(describeDiskError(error, path.dirname(target)));
  }
}
