import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// import.meta.dirname is younger than Node 20.
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const bin = path.join(root, 'node_modules', '.bin');

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends what we started, by its own id; for the moment somebody ends us. */
export function endChildren() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {{show?: boolean, env?: NodeJS.ProcessEnv, cwd?: string}} [options] `show` lets its output through as it comes
 * @returns {Promise<{status: number, output: string}>}
 */
export function run(command, args, { show = false, env = {}, cwd = root } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env, PATH: `${bin}${path.delimiter}${process.env.PATH}` },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && command.endsWith('.cmd'),
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      output += text;
      if (show) process.stdout.write(text);
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      running.delete(child);
      resolve({ status: status ?? 1, output });
    });
  });
}
