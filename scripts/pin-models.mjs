/**
 * `node scripts/pin-models.mjs`: writes into `public/models/manifest.json` what its files are now. For a maintainer who
 * has changed a source, the way nets are derived, or the projection; `npm start` only checks.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { hash, make, readManifest } from './models.mjs';
import { root } from './run.mjs';

const folder = path.join(root, 'public', 'models');
const manifest = readManifest(folder);
for (const [name, file] of Object.entries(manifest.files)) {
  const source = manifest.sources[file.of ?? ''];
  if (!source && !existsSync(path.join(folder, name))) throw new Error(`${name} is not there to be pinned.`);
  const bytes = source ? make(name, source) : readFileSync(path.join(folder, name));
  const packed = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  manifest.files[name] = { ...file, sha256: hash(bytes), bytes: bytes.length, packed: packed.length };
  console.log(`${name}: ${bytes.length} bytes, ${packed.length} packed, ${hash(bytes).slice(0, 16)}`);
}
writeFileSync(path.join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
