/** `npm run privacy:verify -- <file>`: whether a certificate of destruction is as it was signed. */
import path from 'node:path';
import { root, run } from './run.mjs';
import { withNode } from './with-node.mjs';

await withNode(async (node) => {
  const script = path.join(root, 'apps', 'api', 'src', 'start', 'privacy-verify.ts');
  // npm runs us in the root, people name files from where they are.
  const files = process.argv.slice(2).map((file) => path.resolve(process.env.INIT_CWD ?? process.cwd(), file));
  const { status } = await run(node, ['--disable-warning=ExperimentalWarning', script, ...files], { show: true });
  process.exitCode = status;
});
