/** `npm run keys:rotate`: a new master key; everything is sealed with it while the product runs. */
import path from 'node:path';
import { root, run } from './run.mjs';
import { withNode } from './with-node.mjs';

await withNode(async (node) => {
  const script = path.join(root, 'apps', 'api', 'src', 'start', 'renew-master-key.ts');
  const { status } = await run(node, ['--disable-warning=ExperimentalWarning', script], { show: true });
  process.exitCode = status;
});
