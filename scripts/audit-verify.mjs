/** `npm run audit:verify`: recomputes the audit's chain and compares it with the signed checkpoints. */
import path from 'node:path';
import { root, run } from './run.mjs';
import { withNode } from './with-node.mjs';

await withNode(async (node) => {
  const script = path.join(root, 'apps', 'api', 'src', 'start', 'audit-verify.ts');
  const { status } = await run(node, ['--disable-warning=ExperimentalWarning', script], { show: true });
  process.exitCode = status;
});
