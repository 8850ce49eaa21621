/** `npm run permissions`: calls every endpoint as everybody and writes down the answers, for somebody to read. */

import path from 'node:path';
import { bin, run } from './run.mjs';
import { withNode } from './with-node.mjs';

await withNode(async (node) => {
  const vitest = path.join(bin, '..', 'vitest', 'vitest.mjs');
  const { status } = await run(node, [vitest, 'run', '--project', 'api', 'apps/api/src/test/permissions.test.ts'], {
    show: true,
    env: { WRITE_PERMISSIONS: '1' },
  });
  process.exitCode = status;
});
