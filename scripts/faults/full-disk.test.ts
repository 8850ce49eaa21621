import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { signInAsAdmin } from './admin.ts';
import { treeOf, waitUntilGone } from './process-tree.ts';
import { findFreePort, makeFolder, refuse, start } from './product.ts';

const base = makeFolder();
const disk = path.join(base.path, 'disk');
/** Room for the cluster and, below root's home, for a copy of the server's programs. */
const diskMb = 192;
const mount = (megabytes: number) =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', disk]).status === 0;
const unmount = () => spawnSync('umount', ['-l', disk]);

mkdirSync(disk);
/** Only root may make a small disk, and not in every container. */
const canMount = process.platform === 'linux' && process.getuid?.() === 0 && mount(1);
if (canMount) unmount();
else base.remove();

describe.skipIf(!canMount)('a full disk', { timeout: 120_000 }, () => {
  afterEach(() => void unmount());
  afterAll(() => base.remove());

  it('is named in one line when there is no room for a database', async () => {
    mount(12);
    const { status, err } = await refuse({ DATA_DIR: path.join(disk, 'data'), PORT: '0' });
    expect(err).toMatch(/^The disk is full: /);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(status).toBe(1);
  });

  it('loses nothing that was acknowledged, and is named where the server has to stop', async () => {
    mount(diskMb);
    const environment = { DATA_DIR: path.join(disk, 'data'), PORT: await findFreePort() };
    const product = await start('launcher', environment);
    const tree = treeOf(product.pid);
    const admin = await signInAsAdmin(product);
    const filling = path.join(disk, 'filling');
    spawnSync('dd', ['if=/dev/zero', `of=${filling}`, 'bs=64k']);
    const acknowledged: string[] = [];
    const refused: string[] = [];
    for (let n = 0; n < 3000 && refused.length < 5 && product.child.exitCode === null; n++) {
      const name = `${n} ${'x'.repeat(100)}`;
      await admin.addPlace(name).then(
        () => acknowledged.push(name),
        (error: unknown) => refused.push(String(error)),
      );
    }
    expect(refused).not.toEqual([]);
    if (product.child.exitCode !== null) expect(product.said.err).toMatch(/^The disk is full: .*\n$/);
    rmSync(filling);
    product.child.kill('SIGTERM');
    expect(await waitUntilGone(tree, 5000)).toBeTypeOf('number');
    const again = await start('launcher', environment);
    const kept = new Set(await (await signInAsAdmin(again)).listPlaces());
    expect(acknowledged.filter((name) => !kept.has(name))).toEqual([]);
    again.child.kill('SIGTERM');
    await again.ended;
  });

  it('is named when the disk is full before the second start', async () => {
    mount(diskMb);
    const environment = { DATA_DIR: path.join(disk, 'data'), PORT: '0' };
    const first = await start('launcher', environment);
    first.child.kill('SIGKILL');
    expect(await waitUntilGone(treeOf(first.pid), 5000)).toBeTypeOf('number');
    await new Promise((resolve) => setTimeout(resolve, 3000));
    writeFileSync(path.join(disk, 'small'), '');
    spawnSync('dd', ['if=/dev/zero', `of=${path.join(disk, 'filling')}`, 'bs=4k']);
    const { status, err } = await refuse(environment);
    expect(err).toMatch(/^The disk is full: .*\n$/);
    expect(status).toBe(1);
  });
});
