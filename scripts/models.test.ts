import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyModels } from './models.mjs';

describe('copying the face weights', () => {
  let base: string;
  let folder: string;
  let source: string;

  beforeEach(() => {
    base = mkdtempSync(path.join(os.tmpdir(), 'models-'));
    folder = path.join(base, 'public');
    source = path.join(base, 'package');
    for (const made of [folder, source]) mkdirSync(made);
    const sha256 = createHash('sha256').update('weights').digest('hex');
    const manifest = { files: { 'net.bin': { sha256, bytes: 7 } } };
    writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
    writeFileSync(path.join(source, 'net.bin'), 'weights');
  });
  afterEach(() => rmSync(base, { recursive: true }));

  it('puts them where they are served, packed beside', async () => {
    await copyModels(folder, source);
    expect(readFileSync(path.join(folder, 'net.bin'), 'utf8')).toBe('weights');
    expect(brotliDecompressSync(readFileSync(path.join(folder, 'net.bin.br'))).toString()).toBe('weights');
  });

  it('mends a copy that was changed', async () => {
    await copyModels(folder, source);
    writeFileSync(path.join(folder, 'net.bin'), 'changed');
    await copyModels(folder, source);
    expect(readFileSync(path.join(folder, 'net.bin'), 'utf8')).toBe('weights');
  });

  it('says that the package is missing, not that its own folder cannot be written', async () => {
    rmSync(source, { recursive: true });
    await expect(copyModels(folder, source)).rejects.toThrow('not among the installed packages: run "npm ci"');
  });

  it('refuses a package whose weights are not those of the manifest', async () => {
    writeFileSync(path.join(source, 'net.bin'), 'another');
    await expect(copyModels(folder, source)).rejects.toThrow('net.bin are not the ones of public/models/manifest.json');
  });
});
