import { spawn } from 'node:child_process';
import path from 'node:path';
import { embeddedRoles } from '@hadir/api/src/database/open-database.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInAsAdmin } from './admin.ts';
import { findFreePort, makeFolder, type Product, start } from './product.ts';

const root = path.join(import.meta.dirname, '../..');

/** `npm run audit:verify` as a person types it. */
async function verify(data: string): Promise<{ status: number | null; said: string }> {
  const environment = { ...process.env, DATA_DIR: data };
  const child = spawn('npm', ['run', '--silent', 'audit:verify'], { cwd: root, env: environment });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, said };
}

describe('the audit log of a running product', { timeout: 300_000 }, () => {
  const data = makeFolder();
  let environment: Record<string, string>;
  let product: Product;

  const owner = { user: 'hadir', database: 'hadir', host: path.join(data.path, 'database', 'run'), port: 5432 };
  async function query<T extends pg.QueryResultRow>(as: pg.PoolConfig, statement: string): Promise<T[]> {
    const client = new pg.Client(as);
    await client.connect();
    return client
      .query<T>(statement)
      .then(({ rows }) => rows)
      .finally(() => client.end());
  }
  const sealed = async () => Number((await query<{ n: string }>(owner, 'SELECT count(*) AS n FROM audit_seals'))[0]?.n);

  beforeAll(async () => {
    environment = { DATA_DIR: data.path, PORT: await findFreePort() };
    product = await start('npm', environment);
  }, 300_000);
  afterAll(async () => {
    product.child.kill('SIGTERM');
    await product.ended;
    data.remove();
  });

  it('is chained within five seconds, and verified while the product runs', async () => {
    const admin = await signInAsAdmin(product);
    for (const name of ['One', 'Two', 'Three']) await admin.addPlace(name);
    await expect.poll(sealed, { timeout: 5000 }).toBeGreaterThanOrEqual(4);
    const { status, said } = await verify(data.path);
    expect([status, said]).toEqual([0, expect.stringContaining('every row is as it was written')]);
    expect(said).toContain('"hadir_api" cannot update or delete audit rows');
  });

  it('cannot be altered by the role the API signs in as', async () => {
    const { api } = embeddedRoles(owner);
    await expect(query(api, 'DELETE FROM audit_entries')).rejects.toMatchObject({ code: '42501' });
    await expect(query(api, 'TRUNCATE audit_entries CASCADE')).rejects.toMatchObject({ code: '42501' });
  });

  it('keeps what was committed right before the whole tree is killed; the next start chains it', async () => {
    const admin = await signInAsAdmin(product);
    await admin.addPlace('Last');
    process.kill(-product.pid, 'SIGKILL');
    await product.ended;
    // The server of the database ends by itself a moment later; until then the folder is in use.
    const stopped = async () => {
      const { status, said } = await verify(data.path);
      return [status, said];
    };
    await expect.poll(stopped, { timeout: 20_000 }).toEqual([0, expect.stringMatching(/rows? verified/)]);
    product = await start('npm', environment);
    await expect.poll(() => query(owner, 'SELECT entry_id FROM audit_unsealed'), { timeout: 5000 }).toEqual([]);
    expect(await query(owner, "SELECT action FROM audit_entries WHERE action = 'place.made'")).toHaveLength(4);
    expect((await verify(data.path)).status).toBe(0);
  });

  it('names the first row that somebody altered behind its back', async () => {
    await query(
      owner,
      "UPDATE audit_entries SET action = 'place.seen' WHERE id = (SELECT entry_id FROM audit_seals WHERE seq = 3)",
    );
    const { status, said } = await verify(data.path);
    expect([status, said]).toEqual([1, expect.stringMatching(/row 3, .*place\.seen.*altered after it was sealed/)]);
  });
});
