import { findNode, install } from './install.mjs';
import { copyModels } from './models.mjs';
import { generateClient } from './prepare.mjs';
import { endChildren } from './run.mjs';
import { printEnd } from './stop-line.mjs';

/**
 * Installs what is needed, then does the work with Node 24; what goes wrong becomes one line and exit code 1.
 * @param {(node: string) => Promise<void>} work
 */
export async function withNode(work) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      endChildren();
      process.exit(1);
    });
  }
  try {
    await install();
    const node = await findNode();
    await Promise.all([generateClient(node), copyModels()]);
    await work(node);
  } catch (error) {
    printEnd(error);
  }
}
