import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openAuditKey } from './audit-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'audit-key-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('is made once, for its owner alone, and can be given from outside', () => {
  const first = openAuditKey({ AUDIT_KEY_FILE: null }, folder);
  const file = path.join(folder, 'audit.key');
  expect(first.asymmetricKeyType).toBe('ed25519');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(openAuditKey({ AUDIT_KEY_FILE: null }, folder).equals(first)).toBe(true);
  const elsewhere = mkdtempSync(path.join(os.tmpdir(), 'audit-key-'));
  expect(openAuditKey({ AUDIT_KEY_FILE: file }, elsewhere).equals(first)).toBe(true);
  rmSync(elsewhere, { recursive: true });
});

it('is refused when it is none', () => {
  const file = path.join(folder, 'given.pem');
  expect(() => openAuditKey({ AUDIT_KEY_FILE: file }, folder)).toThrow(`${file} cannot be read`);
  writeFileSync(file, 'no key');
  expect(() => openAuditKey({ AUDIT_KEY_FILE: file }, folder)).toThrow('AUDIT_KEY_FILE must be an Ed25519 private key');
  writeFileSync(path.join(folder, 'audit.key'), 'damaged');
  expect(() => openAuditKey({ AUDIT_KEY_FILE: null }, folder)).toThrow('must be an Ed25519 private key');
});
