/** `npm start`: makes ready what is missing, then runs the API and ends together with it. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { findNode, install } from './install.mjs';
import { prepare } from './prepare.mjs';
import { endChildren, root } from './run.mjs';
import { printEnd, StopLine } from './stop-line.mjs';
import { watchStarter } from './watch-starter.mjs';

/** The API needs up to 4.5 s to end in order. */
const patienceMs = 4700;
/** @type {import('node:child_process').ChildProcess | null} */
let api = null;
let isEnding = false;

const known = ['--lan'];

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
watchStarter(end);
try {
  if (Number.parseInt(process.versions.node, 10) < 20)
    throw new StopLine(`Node 20 or newer is needed, this is ${process.version}.`);
  const unknown = process.argv.slice(2).find((argument) => !known.includes(argument));
  if (unknown) throw new StopLine(`${unknown} is not known; there is: npm start -- ${known.join(' ')}`);
  await install();
  const node = await findNode();
  await prepare(node);
  if (!isEnding) await runApi(node);
} catch (error) {
  if (!isEnding) printEnd(error);
}

/** @param {string} node */
function runApi(node) {
  const main = path.join(root, 'apps', 'api', 'src', 'main.ts');
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', main], {
    cwd: root,
    env: process.argv.includes('--lan') ? { ...process.env, LAN: '1' } : process.env,
    // The API ends when this channel does, so also when we are killed.
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  api = child;
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status) => {
      process.exitCode = isEnding ? 0 : (status ?? 1);
      resolve(null);
    });
  });
}

function end() {
  if (isEnding) return;
  isEnding = true;
  endChildren();
  if (!api) process.exit(0);
  api.kill('SIGTERM');
  setTimeout(() => api?.kill('SIGKILL'), patienceMs).unref();
}
