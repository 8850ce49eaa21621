import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort, launch, makeFolder, refuse, start, stop, waitUntilReady } from './product.ts';

const data = makeFolder();
const key = () => randomBytes(32).toString('base64');

afterAll(() => data.remove());

describe('a start that cannot succeed says why in one line', { timeout: 120_000 }, () => {
  const running = { DATA_DIR: path.join(data.path, 'running'), PORT: '', MASTER_KEY: key() };

  beforeAll(async () => {
    running.PORT = await findFreePort();
    await stop(await start('launcher', running));
  }, 300_000);

  /** Exactly one line and exit code 1. */
  async function expectLine(environment: Record<string, string>, line: RegExp): Promise<void> {
    const { status, err } = await refuse({ PORT: '0', DATA_DIR: path.join(data.path, 'unused'), ...environment });
    expect(err).toMatch(line);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(status).toBe(1);
  }

  it('a busy port', async () => {
    const server = createServer();
    const port = await findFreePort();
    await new Promise<void>((resolve) => server.listen(Number(port), '127.0.0.1', resolve));
    await expectLine({ PORT: port }, /^Port \d+ on 127\.0\.0\.1 is in use: /);
    await new Promise((resolve) => server.close(resolve));
  });

  it('a data folder in use, which goes on working', async () => {
    const product = await start('launcher', running);
    await expectLine({ ...running, PORT: '0' }, /^The data folder .* is in use by process \d+: /);
    expect((await fetch(`${product.address}/health`)).status).toBe(200);
    await stop(product);
  });

  it('a new data folder for which two starts race: one gets it, whatever its name', async () => {
    const folder = path.join(data.path, "a b, c's");
    const ports = [await findFreePort(), await findFreePort()];
    const products = ports.map((PORT) => launch('launcher', { DATA_DIR: folder, PORT }));
    const outcomes = await Promise.all(
      products.map((product) => Promise.race([product.ended, waitUntilReady(product)])),
    );
    expect(outcomes.filter((outcome) => outcome === 1)).toHaveLength(1);
    const [winner] = products.filter((product) => product.child.exitCode === null);
    const [loser] = products.filter((product) => product.child.exitCode !== null);
    expect(loser?.said.err).toMatch(/^The data folder .* is in use by process \d+: .*\n$/);
    expect((await fetch(`${winner?.address}/health`)).status).toBe(200);
    if (winner) await stop(winner);
  });

  it('another master key', async () => {
    await expectLine({ ...running, MASTER_KEY: key() }, /^The master key is not the one this database was filled with/);
  });

  it('a master key that is none', async () => {
    await expectLine({ MASTER_KEY: 'short' }, /^MASTER_KEY must be 32 bytes in base64; make one with: /);
  });

  it('production on a database elsewhere without a key', async () => {
    const environment = { NODE_ENV: 'production', DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/none' };
    await expectLine(environment, /^In production with DATABASE_URL a MASTER_KEY or MASTER_KEY_FILE is required; /);
  });

  it('a database that cannot be reached', async () => {
    await expectLine({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/none' }, /^The database cannot be reached: .*9/);
  });

  it('a setting that is not usable', async () => {
    await expectLine({ PORT: 'soon' }, /^PORT is not usable: /);
  });

  it('a host that is not this machine', async () => {
    await expectLine({ HOST: '192.0.2.1', DEMO: '1' }, /^HOST 192\.0\.2\.1 is not an address of this machine\./);
  });

  it('a data folder that is a file', async () => {
    mkdirSync(path.join(data.path, 'odd'));
    writeFileSync(path.join(data.path, 'odd', 'file'), '');
    await expectLine({ DATA_DIR: path.join(data.path, 'odd', 'file') }, /^.*odd\/file is not a folder\./);
  });
});

describe('production', { timeout: 120_000 }, () => {
  it('has no demonstration school and prints the set-up link of its first admin', async () => {
    const environment = {
      NODE_ENV: 'production',
      DATA_DIR: path.join(data.path, 'production'),
      PORT: await findFreePort(),
    };
    const product = await start('launcher', environment);
    await stop(product);
    expect(product.said.out).toMatch(/ once, at http:\/\/localhost:\d+\/setup#[\w-]{43}\n/);
    expect(product.said.out).toMatch(/^WARNING: the master key lies beside the data/m);
    expect(product.said.out).not.toMatch(/demo\.example/);
  });
});
