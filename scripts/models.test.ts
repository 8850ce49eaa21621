import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyModels, make, readManifest } from './models.mjs';

const hash = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('putting the face weights where they are served', () => {
  let base: string;
  let folder: string;
  let source: string;
  const copy = () => copyModels(folder, () => path.join(base, 'package'));

  beforeEach(() => {
    base = mkdtempSync(path.join(os.tmpdir(), 'models-'));
    folder = path.join(base, 'public');
    source = path.join(base, 'package/model');
    mkdirSync(folder);
    mkdirSync(source, { recursive: true });
    const sources = { nets: { package: 'nets', folder: 'model' } };
    const files = { 'net.bin': { of: 'nets', sha256: hash('weights'), bytes: 7 } };
    writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify({ sources, files }));
    writeFileSync(path.join(source, 'net.bin'), 'weights');
  });
  afterEach(() => rmSync(base, { recursive: true }));

  it('copies them, packed beside', async () => {
    await copy();
    expect(readFileSync(path.join(folder, 'net.bin'), 'utf8')).toBe('weights');
    expect(brotliDecompressSync(readFileSync(path.join(folder, 'net.bin.br'))).toString()).toBe('weights');
  });

  it('mends a copy that was changed', async () => {
    await copy();
    writeFileSync(path.join(folder, 'net.bin'), 'changed');
    await copy();
    expect(readFileSync(path.join(folder, 'net.bin'), 'utf8')).toBe('weights');
  });

  it('says that the package is missing, not that its own folder cannot be written', async () => {
    rmSync(source, { recursive: true });
    await expect(copy()).rejects.toThrow('not among the installed packages: run "npm ci"');
  });

  it('refuses a package whose weights are not those of the manifest', async () => {
    writeFileSync(path.join(source, 'net.bin'), 'another');
    await expect(copy()).rejects.toThrow('net.bin are not the ones of public/models/manifest.json');
  });

  it('refuses a file of the repository that was changed', async () => {
    const files = { 'own.bin': { sha256: hash('own'), bytes: 3 } };
    writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify({ sources: {}, files }));
    writeFileSync(path.join(folder, 'own.bin'), 'changed');
    await expect(copy()).rejects.toThrow('own.bin are not the ones');
  });

  it('makes nothing of an ONNX file that is not the pinned one', () => {
    writeFileSync(path.join(source, 'net.onnx'), 'another');
    const pinned = { package: 'nets', file: 'model/net.onnx', sha256: hash('net'), float16: false };
    expect(() => make('net.bin', pinned, () => path.join(base, 'package'))).toThrow('is not the one');
  });
});

describe('the committed manifest', () => {
  const { sources, files } = readManifest();

  it.each(Object.entries(files).filter(([, { of }]) => of))('pins %s as its package gives it', (name, file) => {
    const source = sources[file.of ?? ''];
    if (!source) throw new Error(`no source ${file.of}`);
    const bytes = make(name, source);
    expect({ sha256: hash(bytes), bytes: bytes.length }).toEqual({ sha256: file.sha256, bytes: file.bytes });
  });
});
