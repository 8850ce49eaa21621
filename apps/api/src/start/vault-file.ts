import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fstatSync, linkSync, openSync, readSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { describeDiskError } from '#database/data-folder.ts';
import { writeUnfinished } from '#database/keys.ts';
import type { Vault } from '#http/context.ts';
import { StartError } from '#start-error.ts';

// A slot: 16 bytes template id, 32 random bytes, 16 bytes of the SHA-256 of those. The first slot's id is the file's.
const slotBytes = 64;
const idBytes = 16;
const secretBytes = 32;

export type VaultFile = Vault & { close(): void };

export const vaultFileIn = (folder: string) => path.join(folder, 'face-vault');

/** Makes a vault without a slot where there is none; of two first starts one makes it. */
export function makeVaultFile(file: string): void {
  if (existsSync(file)) return;
  const unfinished = writeUnfinished(file, makeSlot(randomUUID(), randomBytes(secretBytes)));
  try {
    linkSync(unfinished, file);
  } catch (error) {
    if (!existsSync(file)) throw new StartError(describeDiskError(error, file), { cause: error });
  } finally {
    rmSync(unfinished);
  }
}

/**
 * Opens a vault file (mode 0600). Secrets are read from the disk each time they are asked for: what another process
 * has overwritten is gone here too.
 * @throws StartError when it is no vault
 */
export function openVaultFile(file: string): VaultFile {
  const handle = openSync(file, 'r');
  const offsets = new Map<string, number>();
  let scanned = 0;

  function slotAt(offset: number): { id: string; secret: Buffer } | null {
    const slot = Buffer.alloc(slotBytes);
    return readSync(handle, slot, 0, slotBytes, offset) === slotBytes ? readSlot(slot) : null;
  }

  /** Learns where the slots lie that were added since, by whomever. */
  function scan(): void {
    const size = fstatSync(handle).size;
    if (size < scanned + slotBytes) return;
    const added = Buffer.alloc(size - scanned);
    const read = readSync(handle, added, 0, added.length, scanned);
    for (let at = 0; at + slotBytes <= read; at += slotBytes) {
      const slot = readSlot(added.subarray(at, at + slotBytes));
      if (slot) offsets.set(slot.id, scanned + at);
    }
    scanned += read - (read % slotBytes);
    added.fill(0);
  }

  const head = slotAt(0);
  if (!head) {
    closeSync(handle);
    throw new StartError(`${file} is damaged: put it back from the backup.`);
  }
  scan();
  offsets.delete(head.id);

  return {
    id: head.id,
    find(templateId) {
      if (!offsets.has(templateId)) scan();
      const offset = offsets.get(templateId);
      if (offset === undefined) return null;
      const slot = slotAt(offset);
      if (slot?.id === templateId) return slot.secret;
      offsets.delete(templateId);
      return null;
    },
    async add(templateIds) {
      const secrets = templateIds.map(() => randomBytes(secretBytes));
      const slots = templateIds.map((id, i) => makeSlot(id, secrets[i] ?? Buffer.alloc(0)));
      const adding = await open(file, 'a', 0o600);
      try {
        // A write that a full disk cut short must not shift the slots after it.
        const torn = (await adding.stat()).size % slotBytes;
        const padding = Buffer.alloc(torn === 0 ? 0 : slotBytes - torn);
        await adding.appendFile(Buffer.concat([padding, ...slots]));
        await adding.sync();
      } finally {
        await adding.close();
      }
      return secrets;
    },
    async erase(templateIds) {
      scan();
      const due = templateIds.flatMap((id) => offsets.get(id) ?? []);
      if (due.length === 0) return;
      const erasing = await open(file, 'r+');
      try {
        for (const offset of due) await erasing.write(Buffer.alloc(slotBytes), 0, slotBytes, offset);
        await erasing.sync();
      } finally {
        await erasing.close();
      }
      for (const id of templateIds) offsets.delete(id);
    },
    close: () => closeSync(handle),
  };
}

function makeSlot(id: string, secret: Buffer): Buffer {
  const slot = Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), secret]);
  return Buffer.concat([slot, checksum(slot)]);
}

/** Null for one that was overwritten or is damaged. */
function readSlot(slot: Buffer): { id: string; secret: Buffer } | null {
  const content = slot.subarray(0, idBytes + secretBytes);
  if (!checksum(content).equals(slot.subarray(idBytes + secretBytes))) return null;
  const hex = content.toString('hex', 0, idBytes);
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  return { id, secret: Buffer.from(content.subarray(idBytes)) };
}

const checksum = (content: Buffer) =>
  createHash('sha256')
    .update(content)
    .digest()
    .subarray(0, slotBytes - idBytes - secretBytes);
