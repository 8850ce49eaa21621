import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './run.mjs';
import { StopLine } from './stop-line.mjs';

const isWindows = process.platform === 'win32';

/** Installs the workspace where it is missing or another version of the lock file is installed. */
export async function install() {
  if (isInstalled()) return;
  console.log('Installing packages, once …');
  // Under npm its own program is named here, which also works where no npm is on the PATH.
  const own = process.env.npm_execpath;
  const [command, before] = own?.endsWith('.js') ? [process.execPath, [own]] : [isWindows ? 'npm.cmd' : 'npm', []];
  // Said here because NODE_ENV=production would leave out what the build needs.
  const { status, output } = await run(command, [...before, 'ci', '--include=dev', '--loglevel=error']);
  if (status !== 0) throw new StopLine(`Packages could not be installed: ${explain(output)}`);
}

/**
 * Compares the lock file with the copy npm leaves behind at the end of a whole installation, and looks whether the
 * folders are there: the copy does not tell when those of a workspace were deleted.
 */
export function isInstalled(folder = root) {
  const wanted = readPackages(folder, 'package-lock.json');
  const present = readPackages(folder, path.join('node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([name, entry]) => {
    if (!name.includes('node_modules/') || entry.optional || entry.link) return true;
    const isSame = present[name]?.version === entry.version && present[name]?.integrity === entry.integrity;
    return isSame && existsSync(path.join(folder, name));
  });
}

/**
 * @param {string} folder
 * @param {string} file
 * @returns {Record<string, {version?: string, integrity?: string, optional?: boolean, link?: boolean}> | null}
 */
function readPackages(folder, file) {
  const whole = path.join(folder, file);
  return existsSync(whole) ? JSON.parse(readFileSync(whole, 'utf8')).packages : null;
}

/** @param {string} output */
function explain(output) {
  if (/ENOSPC|no space left/i.test(output)) return 'the disk is full.';
  const lines = output
    .split('\n')
    .filter((line) => line.startsWith('npm error') && !/A complete log|code E/.test(line));
  return lines[0]?.replace('npm error', '').trim() ?? 'npm ci failed.';
}

/**
 * The Node that runs TypeScript: the one out of the workspace. Its install script may have been skipped.
 * @returns {Promise<string>} path of the program
 */
export async function findNode() {
  const folder = path.join(root, 'node_modules', 'node');
  const program = path.join(folder, 'bin', isWindows ? 'node.exe' : 'node');
  if (existsSync(program)) return program;
  await run(process.execPath, ['installArchSpecificPackage.js'], { cwd: folder });
  if (existsSync(program)) return program;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new StopLine('Node 24 could not be installed: run "npm rebuild node", or start with Node 24 or newer.');
}
