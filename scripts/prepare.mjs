import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { compressFolder } from './compress.mjs';
import { whenChanged } from './fingerprint.mjs';
import { copyModels } from './models.mjs';
import { root, run } from './run.mjs';
import { StopLine } from './stop-line.mjs';

const client = 'apps/api/src/generated/prisma/client.ts';
const web = 'apps/web/dist/index.html';

/** @param {string} node Node 24 */
export async function generateClient(node) {
  const inputs = ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json'];
  await whenChanged('client', { inputs, result: client }, async () => {
    console.log('Generating the database client …');
    await runTool(node, 'prisma', ['generate'], 'The database client could not be generated');
  });
}

/** @param {string} node Node 24 */
export async function buildWeb(node) {
  const inputs = [
    ...['src', 'public', 'build', 'index.html', 'package.json', 'vite.config.ts'].map((name) => `apps/web/${name}`),
    'apps/contract/src',
    'public/models/manifest.json',
    'package-lock.json',
  ];
  await whenChanged('web', { inputs, result: web }, async () => {
    console.log('Building the web app …');
    // Left over from a build that was cut short, it would look finished.
    rmSync(path.join(root, web), { force: true });
    await runTool(node, 'vite', ['build'], 'The web app could not be built', 'apps/web');
    await compressFolder(path.join(root, 'apps/web/dist'));
  });
}

/**
 * Everything that has to lie there before the API starts.
 * @param {string} node Node 24
 */
export async function prepare(node) {
  await Promise.all([generateClient(node), copyModels(), buildWeb(node)]);
}

/**
 * @param {string} node
 * @param {string} tool name of its package
 * @param {string[]} args
 * @param {string} complaint
 * @param {string} [folder]
 */
async function runTool(node, tool, args, complaint, folder = '.') {
  const { status, output } = await run(node, [programOf(tool), ...args], {
    cwd: path.join(root, folder),
    env: { NODE_ENV: 'production' },
  });
  if (status === 0) return;
  if (/ENOSPC|no space left/i.test(output)) throw new StopLine(`${complaint}: the disk is full.`);
  throw new StopLine(`${complaint}:\n${output.trim()}`);
}

/**
 * The script behind `node_modules/.bin/<name>`, which is no JavaScript on Windows.
 * @param {string} name
 */
export function programOf(name) {
  const folder = path.join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : String(Object.values(bin)[0]));
}
