/** `npm run bench -- <name>`: runs `bench/<name>.ts` on the production build. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { provideChromium } from './chromium.mjs';
import { buildWeb } from './prepare.mjs';
import { root, run } from './run.mjs';
import { StopLine } from './stop-line.mjs';
import { withNode } from './with-node.mjs';

const [name, ...rest] = process.argv.slice(2);
const folder = path.join(root, 'bench');

await withNode(async (node) => {
  const script = path.join(folder, `${name}.ts`);
  if (!name || !/^[a-z-]+$/.test(name) || !existsSync(script)) {
    const known = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.config.ts'));
    throw new StopLine(`Which one? npm run bench -- ${known.map((file) => file.replace('.ts', '')).join(' | ')}`);
  }
  await buildWeb(node);
  const env = { CHROMIUM_PATH: await provideChromium(node) };
  const { status } = await run(node, ['--disable-warning=ExperimentalWarning', script, ...rest], { show: true, env });
  process.exitCode = status;
});
