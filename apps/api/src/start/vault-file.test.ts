import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeVaultFile, openVaultFile, type VaultFile, vaultFileIn } from './vault-file.ts';

let folder: string;
let file: string;
let opened: VaultFile[];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'vault-'));
  file = vaultFileIn(folder);
  opened = [];
  makeVaultFile(file);
});
afterEach(() => {
  for (const vault of opened) vault.close();
  rmSync(folder, { recursive: true });
});

function open(): VaultFile {
  const vault = openVaultFile(file);
  opened.push(vault);
  return vault;
}

it('keeps secrets for the owner only, and finds them after a restart', async () => {
  const [a, b] = [randomUUID(), randomUUID()];
  const vault = open();
  const secrets = await vault.add([a, b]);
  expect(secrets.map((secret) => secret.length)).toEqual([32, 32]);
  expect([vault.find(a), vault.find(b)]).toEqual(secrets);
  const again = open();
  expect([again.id, again.find(a), again.find(b)]).toEqual([vault.id, ...secrets]);
  expect(again.find(randomUUID())).toBeNull();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  makeVaultFile(file);
  expect(open().find(a)).toEqual(secrets[0]);
});

it('overwrites a secret where it lies; every process sees it at once', async () => {
  const [a, b] = [randomUUID(), randomUUID()];
  const [vault, other] = [open(), open()];
  const [secret = Buffer.alloc(0), kept] = await vault.add([a, b]);
  expect(other.find(a)).toEqual(secret);
  const size = statSync(file).size;
  await other.erase([a, randomUUID()]);
  expect(readFileSync(file).includes(secret)).toBe(false);
  expect(readFileSync(file).includes(Buffer.from(a.replaceAll('-', ''), 'hex'))).toBe(false);
  expect(statSync(file).size).toBe(size);
  expect([vault.find(a), other.find(a), open().find(a), vault.find(b)]).toEqual([null, null, null, kept]);
});

it('a write that was cut short shifts nothing after it', async () => {
  const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
  const vault = open();
  const [first] = await vault.add([a]);
  appendFileSync(file, 'cut short');
  const [second] = await open().add([b]);
  const [third] = await vault.add([c]);
  for (const one of [vault, open()]) expect([a, b, c].map((id) => one.find(id))).toEqual([first, second, third]);
  await vault.erase([b]);
  expect([a, b, c].map((id) => open().find(id))).toEqual([first, null, third]);
});

it('a slot with a changed bit opens nothing', async () => {
  const a = randomUUID();
  await open().add([a]);
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(64 + 20) ^ 1, 64 + 20);
  writeFileSync(file, bytes);
  expect(open().find(a)).toBeNull();
});

it('what is no vault is refused', () => {
  for (const content of ['', 'x', Buffer.alloc(640)]) {
    writeFileSync(file, content);
    expect(open).toThrow('is damaged');
  }
});
