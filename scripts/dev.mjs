/** `npm run dev`: the API restarted and the web app reloaded on every change. */

import { programOf } from './prepare.mjs';
import { endChildren, run } from './run.mjs';
import { watchStarter } from './watch-starter.mjs';
import { withNode } from './with-node.mjs';

const address = 'http://localhost:5173';

await withNode(async (node) => {
  watchStarter(() => {
    endChildren();
    process.exit(0);
  });
  const flags = ['--disable-warning=ExperimentalWarning', '--watch', '--watch-preserve-output'];
  await Promise.race([
    run(node, [...flags, 'apps/api/src/main.ts'], { show: true, env: { PUBLIC_URL: address } }),
    run(node, [programOf('vite'), '--port', '5173', '--strictPort'], { show: true, cwd: 'apps/web' }),
  ]);
  endChildren();
});
