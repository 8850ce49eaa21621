import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.mjs';

/**
 * SHA-256 over names and contents.
 * @param {string[]} paths files or folders, from the root; absent ones count as absent
 */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const name of paths) addTo(hash, name);
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} name
 */
function addTo(hash, name) {
  const whole = path.join(root, name);
  if (!existsSync(whole)) return;
  if (statSync(whole).isDirectory()) {
    for (const inner of readdirSync(whole).sort()) addTo(hash, path.join(name, inner));
  } else {
    hash.update(`${name}\0`).update(readFileSync(whole)).update('\0');
  }
}

/**
 * Does a piece of work only where its inputs have changed since it last succeeded, or its result is gone.
 * @param {string} name
 * @param {{inputs: string[], result: string}} what
 * @param {() => Promise<void>} work
 */
export async function whenChanged(name, { inputs, result }, work) {
  const stamp = path.join(root, '.cache', `${name}.stamp`);
  const now = fingerprint(inputs);
  if (existsSync(path.join(root, result)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  await work();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}
