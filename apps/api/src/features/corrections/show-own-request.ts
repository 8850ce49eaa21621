import type { OwnRequest } from '@hadir/contract/corrections.ts';
import type { CorrectionRequest } from '#generated/prisma/client.ts';

export function ownRequest(request: CorrectionRequest): OwnRequest {
  const { id, wanted, reason, state } = request;
  return {
    id,
    wanted,
    reason,
    state,
    created_at: request.createdAt.toISOString(),
    decided_at: request.decidedAt?.toISOString() ?? null,
    decision_reason: request.decisionReason,
  };
}
