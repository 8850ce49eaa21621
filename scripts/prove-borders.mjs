// Writes every mistake that the house forbids into a copy of the linter's configuration and expects the
// linter to name it, so that a border cannot stop firing unnoticed (a plugin that breaks is only an "info").
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mistakes, rightThings } from './border-mistakes.mjs';
import { root } from './run.mjs';

const copy = mkdtempSync(join(tmpdir(), 'hadir-borders-'));
/** @type {string[]} */
const problems = [];

try {
  for (const path of ['biome.json', '.gitignore', 'package.json', 'scripts/borders']) {
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  for (const app of ['contract', 'api', 'web']) {
    cpSync(join(root, 'apps', app, 'package.json'), join(copy, 'apps', app, 'package.json'));
  }
  for (const { file, text } of [...mistakes, ...rightThings]) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), text);
  }

  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const run = spawnSync(process.execPath, [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'], {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  /** @type {{diagnostics: {severity: string, category: string, message: string, location: {path: string}}[]}} */
  const { diagnostics } = JSON.parse(run.stdout.slice(run.stdout.indexOf('{')));
  const saidOf = (/** @type {string} */ file) =>
    diagnostics
      .filter((found) => found.severity === 'error' && found.location.path === file)
      .map((found) => `${found.category}: ${found.message}`);

  for (const found of diagnostics) {
    if (/errored/.test(found.message)) problems.push(`a border does not run: ${found.message}`);
  }
  for (const { file, says } of mistakes) {
    const said = saidOf(file);
    if (!said.some((line) => says.test(line))) {
      problems.push(`${file}: expected ${says}, the linter said ${said.length === 0 ? 'nothing' : said.join(' | ')}`);
    }
  }
  for (const { file } of rightThings) {
    for (const line of saidOf(file)) problems.push(`${file} is right, yet the linter said: ${line}`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}

for (const problem of problems) console.error(problem);
console.log(`borders: ${mistakes.length} mistakes tried, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
