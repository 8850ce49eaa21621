import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled } from './install.mjs';

describe('packages are installed', () => {
  let folder: string;
  const packages = {
    '': {},
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'apps/web/node_modules/b': { version: '2.0.0', integrity: 'sha512-b' },
    'node_modules/for-another-system': { version: '1.0.0', integrity: 'sha512-c', optional: true },
  };

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'install-'));
    for (const made of ['node_modules/a', 'apps/web/node_modules/b']) {
      mkdirSync(path.join(folder, made), { recursive: true });
    }
    for (const file of ['package-lock.json', 'node_modules/.package-lock.json']) {
      writeFileSync(path.join(folder, file), JSON.stringify({ packages }));
    }
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('when everything that is not optional is there', () => {
    expect(isInstalled(folder)).toBe(true);
  });

  it('not when the packages of a workspace folder are gone', () => {
    rmSync(path.join(folder, 'apps/web/node_modules'), { recursive: true });
    expect(isInstalled(folder)).toBe(false);
  });

  it('not when another version is there', () => {
    const other = { ...packages, 'node_modules/a': { version: '0.9.0', integrity: 'sha512-z' } };
    writeFileSync(path.join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages: other }));
    expect(isInstalled(folder)).toBe(false);
  });
});
