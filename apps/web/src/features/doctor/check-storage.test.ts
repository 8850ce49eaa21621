import { expect, it } from 'vitest';
import { checkStorage, type StorageDoors } from './check-storage.ts';

const plenty = { quota: 2_000_000_000, usage: 10_000_000 };
const quotaError = () => new DOMException('No room.', 'QuotaExceededError');

function doors({
  write = async () => undefined,
  estimate = plenty,
  isLasting = true,
}: {
  write?: () => Promise<void>;
  estimate?: StorageEstimate;
  isLasting?: boolean;
}): StorageDoors {
  const manager = { estimate: async () => estimate, persisted: async () => isLasting };
  return { writeText: () => undefined, writeDatabase: write, manager };
}

it.each([
  ['kept for good', doors({}), 'good', undefined],
  ['cleared when room gets scarce', doors({ isLasting: false }), 'warn', 'storage.cleared'],
  ['almost used up', doors({ estimate: { quota: 50_000_000, usage: 1 } }), 'warn', 'storage.little'],
  ['full', doors({ write: () => Promise.reject(quotaError()) }), 'bad', 'storage.full'],
  [
    'blocked',
    doors({ write: () => Promise.reject(new DOMException('No.', 'SecurityError')) }),
    'bad',
    'storage.blocked',
  ],
  ['of a browser that says nothing about it', { ...doors({}), manager: undefined }, 'warn', 'storage.cleared'],
] as const)('storage that is %s', async (_name, given, kind, why) => {
  const finding = await checkStorage(given);
  expect([finding.kind, 'why' in finding ? finding.why : undefined]).toEqual([kind, why]);
});
