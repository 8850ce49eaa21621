import { createHash } from 'node:crypto';
import type { LivenessEvidence } from '@hadir/contract/liveness.ts';

/** Hex SHA-256 of the times and measures of the steps that were done; null without one. No two tries share one. */
export function livenessSeriesOf(evidence: LivenessEvidence | null): string | null {
  const done = evidence?.steps.filter(({ outcome }) => outcome === 'done') ?? [];
  return done.length === 0 ? null : createHash('sha256').update(JSON.stringify(done)).digest('hex');
}
