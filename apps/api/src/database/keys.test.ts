import { execFile } from 'node:child_process';
import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readEnv } from '#env.ts';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { dropPreviousKey, openKeys, renewMasterKey, setUpToken } from './keys.ts';

const other = Buffer.alloc(32, 7).toString('base64');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'keys-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('opening the keys', () => {
  it('makes them once, readable for the owner only, and finds them again', () => {
    const first = openKeys(readEnv({}), folder);
    expect(openKeys(readEnv({}), folder)).toEqual(first);
    expect(readdirSync(folder).sort()).toEqual(['master.key', 'session.key']);
    for (const name of readdirSync(folder)) expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o600);
    expect(first.master).toHaveLength(32);
    expect(first.isMasterBesideData).toBe(true);
  });

  it('are the same for starts that race for them', async () => {
    const script = path.join(import.meta.dirname, 'keys.ts');
    // All begin at one instant, or the first would be done before the last has loaded.
    const program = `const { openKeys } = await import(${JSON.stringify(script)});
      while (Date.now() < ${Date.now() + 3000});
      process.stdout.write(openKeys({}, ${JSON.stringify(folder)}).master.toString('base64'));`;
    const run = promisify(execFile);
    const starts = Array.from({ length: 4 }, () => run(process.execPath, ['--input-type=module', '-e', program]));
    const keys = (await Promise.all(starts)).map(({ stdout }) => stdout);
    expect(new Set(keys)).toEqual(new Set([readFileSync(path.join(folder, 'master.key'), 'utf8').trim()]));
    expect(readdirSync(folder).sort()).toEqual(['master.key', 'session.key']);
  });

  it('keeps the earlier master key beside a new one until it is dropped', () => {
    const first = openKeys(readEnv({}), folder);
    renewMasterKey(folder);
    const second = openKeys(readEnv({}), folder);
    expect(second.previousMaster).toEqual(first.master);
    expect(second.master).not.toEqual(first.master);
    expect(statSync(path.join(folder, 'master.key.previous')).mode & 0o777).toBe(0o600);
    expect(() => renewMasterKey(folder)).toThrow('has not ended');
    expect(openKeys(readEnv({}), folder)).toEqual(second);
    dropPreviousKey(folder);
    expect(openKeys(readEnv({}), folder)).toEqual({ ...second, previousMaster: null });
  });

  it('survive a rotation that was cut short before the new key was there', () => {
    const first = openKeys(readEnv({}), folder);
    linkSync(path.join(folder, 'master.key'), path.join(folder, 'master.key.previous'));
    expect(openKeys(readEnv({}), folder)).toEqual(first);
    renewMasterKey(folder);
    expect(openKeys(readEnv({}), folder).previousMaster).toEqual(first.master);
  });

  it('takes an earlier one from outside too', () => {
    const earlier = Buffer.alloc(32, 8).toString('base64');
    const file = path.join(folder, 'earlier');
    writeFileSync(file, earlier);
    for (const given of [{ MASTER_KEY_PREVIOUS: earlier }, { MASTER_KEY_PREVIOUS_FILE: file }]) {
      const keys = openKeys(readEnv({ ...given, MASTER_KEY: other, SESSION_SECRET: 's'.repeat(32) }), folder);
      expect(keys.previousMaster?.toString('base64')).toBe(earlier);
    }
    const missing = { MASTER_KEY: other, MASTER_KEY_PREVIOUS_FILE: path.join(folder, 'none') };
    expect(() => openKeys(readEnv(missing), folder)).toThrow('MASTER_KEY_PREVIOUS_FILE');
    expect(() => readEnv({ MASTER_KEY_PREVIOUS: earlier, MASTER_KEY_PREVIOUS_FILE: file })).toThrow('not both');
  });

  it('prefers what is given and then keeps no master key', () => {
    const file = path.join(folder, 'given');
    writeFileSync(file, `${other}\n`);
    for (const given of [{ MASTER_KEY: other }, { MASTER_KEY_FILE: file }]) {
      const keys = openKeys(readEnv({ ...given, SESSION_SECRET: 's'.repeat(32) }), folder);
      expect(keys.master.toString('base64')).toBe(other);
      expect(keys).toMatchObject({ sessionSecret: 's'.repeat(32), isMasterBesideData: false });
    }
    expect(readdirSync(folder)).toEqual(['given']);
  });

  it('refuses a damaged file instead of making another key', () => {
    writeFileSync(path.join(folder, 'master.key'), 'half');
    expect(() => openKeys(readEnv({}), folder)).toThrow('must be 32 bytes in base64');
    expect(readFileSync(path.join(folder, 'master.key'), 'utf8')).toBe('half');
  });

  it('refuses a mistyped one that decodes all the same', () => {
    const mistyped = `!${other.slice(0, 20)}?${other.slice(20)}`;
    expect(() => openKeys(readEnv({ MASTER_KEY: mistyped }), folder)).toThrow('MASTER_KEY must be 32 bytes');
  });

  it('asks for one from outside in production on a database elsewhere', () => {
    const environment = { NODE_ENV: 'production', DATABASE_URL: 'postgresql://db/x' };
    expect(() => openKeys(readEnv(environment), folder)).toThrow('MASTER_KEY or MASTER_KEY_FILE is required');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('the master key of a database', () => {
  let test: TestDatabase;

  beforeAll(async () => {
    test = await openTestDatabase();
  });
  afterAll(() => test.close());

  it('decides the set-up token, the same at every start', async () => {
    const keys = openKeys(readEnv({}), folder);
    const token = await setUpToken(test.db, keys);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await setUpToken(test.db, keys)).toBe(token);
    expect(await setUpToken(test.db, { ...keys, master: Buffer.alloc(32, 7) })).not.toBe(token);
  });
});
