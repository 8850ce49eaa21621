import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInAsAdmin } from './admin.ts';
import { type ProcessEntry, treeOf, waitUntilGone } from './process-tree.ts';
import { findFreePort, makeFolder, type Product, start } from './product.ts';

/** How to recognise each kind of process in the tree. */
const kinds: [string, (tree: ProcessEntry[]) => ProcessEntry | undefined][] = [
  ['npm', (tree) => tree[0]],
  ['the shell under npm, or the launcher where there is none', (tree) => tree[1]],
  [
    'the launcher',
    (tree) => tree.find(({ command }) => command.endsWith('scripts/start.mjs') && !command.startsWith('sh')),
  ],
  ['the API', (tree) => tree.find(({ command }) => command.endsWith('src/main.ts'))],
  ['the guard', (tree) => tree.find(({ command }) => command.includes('guard.ts'))],
  ['the database server', (tree) => tree.find(({ command }) => command.includes('restart_after_crash'))],
  ['one of its connections', (tree) => tree.find(({ command }) => command.startsWith('postgres: hadir_api hadir'))],
];

describe('the whole tree ends and no acknowledged row is lost', { timeout: 300_000 }, () => {
  const data = makeFolder();
  const acknowledged: string[] = [];
  let environment: Record<string, string>;
  let product: Product;
  let tree: ProcessEntry[] = [];

  beforeAll(async () => {
    environment = { DATA_DIR: data.path, PORT: await findFreePort() };
    product = await start('npm', environment);
  }, 300_000);
  afterAll(async () => {
    product.child.kill('SIGTERM');
    await product.ended;
    data.remove();
  });

  /** Four writers, until the server is gone; only what was answered counts. */
  async function writeUntilItEnds(end: () => void): Promise<void> {
    const admin = await signInAsAdmin(product);
    let isOver = false;
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let n = 0; !isOver; n++) {
        const name = `${acknowledged.length}-${writer}-${n}-${Math.random()}`;
        const isKept = await admin.addPlace(name).then(
          () => true,
          () => false,
        );
        if (isKept) acknowledged.push(name);
        else isOver = true;
      }
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    tree = treeOf(product.pid);
    end();
    await Promise.all(writers);
  }

  async function expectEverythingKept(): Promise<void> {
    product = await start('npm', environment);
    const kept = new Set(await (await signInAsAdmin(product)).listPlaces());
    expect(acknowledged.filter((name) => !kept.has(name))).toEqual([]);
  }

  it.each(kinds)('after kill -9 of %s', async (_, find) => {
    const before = acknowledged.length;
    await writeUntilItEnds(() => {
      const victim = find(tree);
      if (!victim) throw new Error(`Not in the tree:\n${tree.map(({ command }) => command).join('\n')}`);
      process.kill(victim.pid, 'SIGKILL');
    });
    expect(await waitUntilGone(tree, 5000)).toBeTypeOf('number');
    expect(acknowledged.length).toBeGreaterThan(before);
    await expectEverythingKept();
  });

  it.each([
    ['Ctrl-C, which reaches the whole foreground group', () => process.kill(-product.pid, 'SIGINT')],
    ['SIGTERM to npm', () => process.kill(product.pid, 'SIGTERM')],
  ])('after %s', async (_, end) => {
    await writeUntilItEnds(end);
    expect(await waitUntilGone(tree, 5000)).toBeTypeOf('number');
    expect(product.said.err.replace(/^npm .*\n/gm, '')).toBe('');
    await expectEverythingKept();
  });

  it('and starts again within ten seconds', async () => {
    product.child.kill('SIGTERM');
    await product.ended;
    const from = Date.now();
    product = await start('npm', environment);
    expect(Date.now() - from).toBeLessThan(10_000);
  });
});
