/** `npm run redteam`: every row of docs/threat-model.md tried on the running product; `-- --quick` for a short look. */
import path from 'node:path';
import { provideChromium } from './chromium.mjs';
import { buildWeb } from './prepare.mjs';
import { endChildren, root, run } from './run.mjs';
import { watchStarter } from './watch-starter.mjs';
import { withNode } from './with-node.mjs';

await withNode(async (node) => {
  watchStarter(() => {
    endChildren();
    process.exit(1);
  });
  await buildWeb(node);
  const script = path.join(root, 'e2e', 'redteam.ts');
  const env = { CHROMIUM_PATH: await provideChromium(node) };
  const given = ['--disable-warning=ExperimentalWarning', script, ...process.argv.slice(2)];
  const { status } = await run(node, given, { show: true, env });
  process.exitCode = status;
});
