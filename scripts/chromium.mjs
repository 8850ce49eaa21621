import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { programOf } from './prepare.mjs';
import { root, run } from './run.mjs';
import { StopLine } from './stop-line.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];

/**
 * A Chromium that runs: the one named, one on the PATH, Playwright's own, its download, else Debian's package.
 * @param {string} node Node 24
 * @returns {Promise<string>} path of the program
 */
export async function provideChromium(node) {
  const present = (await firstThatRuns(candidates())) ?? (await firstThatRuns([playwrightsOwn()]));
  if (present) return present;
  console.log('No Chromium here; asking Playwright for one …');
  await run(node, [programOf('playwright'), 'install', 'chromium'], { show: true });
  const downloaded = await firstThatRuns([playwrightsOwn()]);
  if (downloaded) return downloaded;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log("… not to be had; installing the system's package …");
    const options = { show: true, env: { DEBIAN_FRONTEND: 'noninteractive' } };
    await run('apt-get', ['update', '-qq'], options);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
    const packaged = await firstThatRuns(candidates());
    if (packaged) return packaged;
  }
  throw new StopLine('No Chromium runs on this machine: install one, or name it in CHROMIUM_PATH.');
}

function candidates() {
  if (process.env.CHROMIUM_PATH) return [process.env.CHROMIUM_PATH];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
}

function playwrightsOwn() {
  return createRequire(path.join(root, 'package.json'))('@playwright/test').chromium.executablePath();
}

/** @param {string[]} programs */
async function firstThatRuns(programs) {
  for (const program of programs) {
    if (!existsSync(program)) continue;
    const { status } = await run(program, ['--version']).catch(() => ({ status: 1 }));
    if (status === 0) return program;
  }
  return null;
}
