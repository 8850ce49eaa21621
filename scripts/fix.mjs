/** `npm run fix`: lets the linter mend and format what it can. */
import { programOf } from './prepare.mjs';
import { run } from './run.mjs';
import { withNode } from './with-node.mjs';

await withNode(async (node) => {
  const { status } = await run(node, [programOf('@biomejs/biome'), 'check', '--write', '.'], { show: true });
  process.exitCode = status;
});
