import type { OwnErasureRequest } from '@hadir/contract/privacy.ts';
import type { ErasureRequest } from '#generated/prisma/client.ts';

/** A request as its person sees it. */
export function showErasureRequest(row: ErasureRequest): OwnErasureRequest {
  return {
    id: row.id,
    reason: row.reason,
    state: row.state,
    made_at: row.createdAt.toISOString(),
    decided_at: row.decidedAt?.toISOString() ?? null,
    decision_reason: row.decisionReason,
  };
}
