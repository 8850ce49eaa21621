import path from 'node:path';
import { programOf } from './prepare.mjs';
import { root, run } from './run.mjs';

/**
 * @typedef {{passed: number, failed: number}} Count
 * @typedef {{name: string, run: (node: string) => Promise<Count>}} Stage
 */

const projects = [
  ...['apps/contract', 'apps/api', 'apps/web', 'apps/web/tsconfig.worker.json', 'apps/web/tsconfig.node.json'],
  ...['scripts', 'e2e', 'bench'],
];

/** @type {Stage} */
export const lint = {
  name: 'lint and format',
  run: (node) => check(node, [programOf('@biomejs/biome'), 'check', '--error-on-warnings', '.']),
};

/** @type {Stage} */
export const borders = {
  name: 'borders fire',
  run: (node) => check(node, [path.join(root, 'scripts', 'prove-borders.mjs')]),
};

/** @type {Stage} */
export const texts = {
  name: 'texts in every language',
  run: (node) => check(node, [path.join(root, 'scripts', 'check-texts.mjs')]),
};

/** @type {Stage} */
export const docker = {
  name: 'docker files',
  run: (node) => check(node, [path.join(root, 'scripts', 'check-docker.mjs')]),
};

/** @type {Stage} */
export const types = {
  name: 'types',
  async run(node) {
    const count = { passed: 0, failed: 0 };
    for (const project of projects) add(count, await check(node, [programOf('typescript'), '-p', project]));
    return count;
  },
};

/** @type {Stage} */
export const drift = {
  name: 'migrations match the schema',
  run: (node) => check(node, [programOf('vitest'), 'run', '--project', 'api', 'src/database/drift.test.ts']),
};

/**
 * One step that passes or fails as a whole.
 * @param {string} node
 * @param {string[]} args
 * @returns {Promise<Count>}
 */
async function check(node, args) {
  const { status, output } = await run(node, args);
  if (status !== 0) console.log(output.trim());
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * @param {Count} sum
 * @param {Count} count
 */
function add(sum, count) {
  sum.passed += count.passed;
  sum.failed += count.failed;
}

/**
 * Runs every stage, also after one that fails, and ends with the line `N passed, N failed`.
 * @param {string} node
 * @param {Stage[]} stages
 */
export async function runStages(node, stages) {
  const sum = { passed: 0, failed: 0 };
  for (const stage of stages) {
    const started = Date.now();
    console.log(`\n— ${stage.name}`);
    const count = await stage.run(node).catch((error) => {
      console.log(error instanceof Error ? error.message : String(error));
      return { passed: 0, failed: 1 };
    });
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`  ${count.passed} passed, ${count.failed} failed (${seconds} s)`);
    add(sum, count);
  }
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
  process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
}
