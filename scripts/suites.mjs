import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { provideChromium } from './chromium.mjs';
import { buildWeb, programOf } from './prepare.mjs';
import { root, run } from './run.mjs';

/** @typedef {import('./checks.mjs').Stage} Stage */

/**
 * @param {string} name
 * @param {string[]} vitestProjects
 * @param {{inChromium?: boolean}} [options]
 * @returns {Stage}
 */
export function vitest(name, vitestProjects, { inChromium = false } = {}) {
  return {
    name,
    async run(node) {
      const report = freshReport('vitest');
      const chosen = vitestProjects.flatMap((project) => ['--project', project]);
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
      /** @type {Record<string, string>} */
      const env = inChromium ? { CHROMIUM_PATH: await provideChromium(node) } : {};
      const { status } = await run(node, [programOf('vitest'), 'run', ...chosen, ...reporters], { show: true, env });
      const { numPassedTests, numFailedTests, testResults } = readReport(report);
      // A file that could not even be loaded holds no failed test.
      const broken = testResults.filter(
        (/** @type {{status: string, assertionResults: {status: string}[]}} */ file) =>
          file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
      ).length;
      return { passed: numPassedTests, failed: atLeastOne(status, numFailedTests + broken) };
    },
  };
}

/** @type {Stage} */
export const build = {
  name: 'build',
  async run(node) {
    await buildWeb(node);
    return { passed: 1, failed: 0 };
  },
};

/** @type {Stage} */
export const journeys = {
  name: 'journeys in a browser',
  async run(node) {
    const chromium = await provideChromium(node);
    const report = freshReport('playwright');
    const { status } = await run(
      node,
      [programOf('playwright'), 'test', '-c', 'e2e/playwright.config.ts', '--reporter=list,json'],
      { show: true, env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report } },
    );
    const { expected, unexpected, flaky } = readReport(report).stats;
    if (flaky > 0) console.log(`  ${flaky} of them only at the second try`);
    return { passed: expected + flaky, failed: atLeastOne(status, unexpected) };
  },
};

/** @type {Stage} */
export const redteam = {
  name: 'the threat model, each row a few times',
  async run(node) {
    const env = { CHROMIUM_PATH: await provideChromium(node) };
    const script = path.join(root, 'e2e', 'redteam.ts');
    const { status, output } = await run(node, ['--disable-warning=ExperimentalWarning', script, '--quick'], { env });
    const [, passed, weak] = /^(\d+) as stated, (\d+) weaker/m.exec(output) ?? [];
    if (status !== 0) console.log(output.trim());
    return { passed: Number(passed ?? 0), failed: atLeastOne(status, Number(weak ?? 0)) };
  },
};

/**
 * Where they are installed; `npm test` installs no further browsers.
 * @type {Stage}
 */
export const otherBrowsers = {
  name: 'Firefox and WebKitGTK',
  async run(node) {
    const script = path.join(root, 'e2e', 'other-browsers.ts');
    const hasScreen = Boolean(process.env.DISPLAY) || !existsSync('/usr/bin/xvfb-run');
    const [program, args] = hasScreen ? [node, []] : ['/usr/bin/xvfb-run', ['-a', node]];
    const all = [...args, '--disable-warning=ExperimentalWarning', script];
    const { status, output } = await run(program, all, { show: true });
    const [, passed, failed] = /^(\d+) passed, (\d+) failed, \d+ skipped$/m.exec(output) ?? [];
    return { passed: Number(passed ?? 0), failed: atLeastOne(status, Number(failed ?? 0)) };
  },
};

/**
 * @param {number} status
 * @param {number} failed
 */
function atLeastOne(status, failed) {
  return status === 0 ? failed : Math.max(1, failed);
}

/** @param {string} name */
function freshReport(name) {
  const file = path.join(root, '.cache', `${name}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

/** @param {string} file */
function readReport(file) {
  if (!existsSync(file)) throw new Error('It ended without a report.');
  return JSON.parse(readFileSync(file, 'utf8'));
}
