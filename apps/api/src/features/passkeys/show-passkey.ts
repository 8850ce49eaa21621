import type { Passkey } from '@hadir/contract/passkeys.ts';

type Row = { id: string; label: string; createdAt: Date; lastUsedAt: Date | null };

/** A passkey as its owner sees it. */
export function showPasskey(row: Row): Passkey {
  return {
    id: row.id,
    label: row.label,
    created_at: row.createdAt.toISOString(),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
  };
}
