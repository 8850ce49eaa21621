import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Installs what only a bench needs, from the lock file of `bench/<name>`, where it is missing.
 * @param needed files below its `node_modules`
 * @returns that `node_modules`; null, with npm's own words on the console, where it cannot be done
 */
export async function installOnDemand(name: 'peers' | 'fitting', needed: readonly string[]): Promise<string | null> {
  const folder = fileURLToPath(new URL(`../${name}/`, import.meta.url));
  const modules = join(folder, 'node_modules');
  if (needed.every((file) => existsSync(join(modules, file)))) return modules;
  console.log(`Installing bench/${name}, once …`);
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const child = spawn('npm', args, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  const code = await new Promise((settle) => child.on('error', settle).on('exit', settle));
  if (code === 0) return modules;
  console.log(`bench/${name} could not be installed.`);
  return null;
}
