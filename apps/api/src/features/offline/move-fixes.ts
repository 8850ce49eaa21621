import type { Fix, PositionClaim } from '#features/attendance/read-position.ts';

/** The fixes of a phone whose clock is `byMs` milliseconds behind what is taken for right. */
export function moveFixes(position: PositionClaim, byMs: number): PositionClaim {
  if (position.kind !== 'given') return position;
  const move = (fix: Fix): Fix => ({ ...fix, at: fix.at && new Date(fix.at.getTime() + byMs) });
  return { kind: 'given', best: move(position.best), all: position.all.map(move) };
}
