import { chmodSync, lstatSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';
import { canReach, findDatabaseAccount } from './database-account.ts';

const account = findDatabaseAccount();
let base: string;

beforeEach(() => {
  base = mkdtempSync(path.join(os.tmpdir(), 'data-'));
  chmodSync(base, 0o755);
});
afterEach(() => rmSync(base, { recursive: true }));

describe('opening the data folder', () => {
  it('keeps what is secret to its owner, whatever the umask', () => {
    const before = process.umask(0o000);
    try {
      const folder = openDataFolder('data', base, account);
      expect(folder.path).toBe(path.join(base, 'data'));
      for (const inner of [folder.keys, folder.run, path.dirname(folder.cluster)]) {
        expect(statSync(inner).mode & 0o777).toBe(0o700);
      }
      expect(lstatSync(folder.keys).uid).toBe(process.getuid?.());
    } finally {
      process.umask(before);
    }
  });

  it('finds a shorter place for the socket where the path is too long for one', () => {
    const folder = openDataFolder('d'.repeat(100), base, account);
    expect(path.join(folder.run, '.s.PGSQL.5432').length).toBeLessThan(104);
    rmSync(folder.run, { recursive: true });
  });

  it('does not follow a link somebody put where the keys go', () => {
    mkdirSync(path.join(base, 'data'));
    symlinkSync(os.tmpdir(), path.join(base, 'data', 'keys'));
    expect(() => openDataFolder('data', base, account)).toThrow('must not be a link');
  });

  it('says so when it is a file', () => {
    writeFileSync(path.join(base, 'data'), '');
    expect(() => openDataFolder('data', base, account)).toThrow('is not a folder');
  });
});

describe.skipIf(!account)('started by root', () => {
  beforeEach(() => chmodSync(base, 0o700));

  it("gives the account the database's part only", () => {
    chmodSync(base, 0o755);
    const folder = openDataFolder('data', base, account);
    expect(statSync(folder.path).uid).toBe(0);
    expect(statSync(path.dirname(folder.cluster)).uid).toBe(account?.uid);
    expect(canReach(account, folder.keys)).toBe(false);
  });

  it('refuses a chosen folder the account cannot reach', () => {
    expect(() => openDataFolder('data', base, account)).toThrow(
      `"${account?.name}" cannot reach DATA_DIR ${base}/data`,
    );
  });

  it('takes another default where the account cannot reach the clone', () => {
    const folder = openDataFolder(null, base, account);
    expect(folder.path).toMatch(/^\/var\/lib\/hadir\/[0-9a-f]{12}$/);
    expect(canReach(account, folder.path)).toBe(true);
    rmSync(folder.path, { recursive: true });
  });
});
