/** `npm run schools:admin`: invites somebody who looks after all schools of this installation. */
import path from 'node:path';
import { root, run } from './run.mjs';
import { withNode } from './with-node.mjs';

await withNode(async (node) => {
  const script = path.join(root, 'apps', 'api', 'src', 'start', 'schools-admin.ts');
  const flags = ['--disable-warning=ExperimentalWarning', script, ...process.argv.slice(2)];
  const { status } = await run(node, flags, { show: true });
  process.exitCode = status;
});
