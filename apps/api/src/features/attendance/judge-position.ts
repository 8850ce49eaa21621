import type { AttemptSettings } from '@hadir/contract/settings.ts';
import type { Facts } from './attempt-facts.ts';
import { decideFreshFixes } from './decide-fresh-fixes.ts';
import { decidePosition } from './decide-position.ts';
import { decidePositionPolicy } from './decide-position-policy.ts';
import { judgeRoomCodeStanding, type RoomCodeGiven } from './decide-room-code.ts';
import { type Judged, notRun } from './judged-check.ts';
import type { PositionClaim } from './read-position.ts';

type Given = {
  claim: { position: PositionClaim };
  facts: Pick<Facts, 'session' | 'challenge' | 'outsideBefore' | 'wrongRoomCodes'>;
  settings: Pick<AttemptSettings, 'policies'>;
  roomCode: RoomCodeGiven;
  /** Null for a mark that comes at once. */
  offline: object | null;
  now: Date;
};

type PositionVerdict = {
  /** The fixes of this try: those of another time are left out. */
  claim: PositionClaim;
  judged: Judged;
  /** Let through by the school's policy, for staff to see. */
  isFlagged: boolean;
};

/** Check 9, by the fixes of this try and the school's policy. */
export function judgePosition({ claim, facts, settings, roomCode, offline, now }: Given): PositionVerdict {
  const { claim: fixes, stale } = decideFreshFixes(claim.position, facts.challenge?.issuedAt ?? null, now);
  if (facts.session === null) return { claim: fixes, judged: notRun(9, 'no_session'), isFlagged: false };
  const isCodeGiven = judgeRoomCodeStanding(roomCode, facts.wrongRoomCodes) === 'right';
  const outsideBefore = offline === null ? facts.outsideBefore : null;
  const position = decidePosition(fixes, facts.session.place, outsideBefore, isCodeGiven);
  const isMissed = position.outcome === 'failed' && fixes.kind === 'absent';
  const detail = { ...position.detail, stale_fixes: stale, ...(isMissed && { why: 'stale' }) };
  const told = stale > 0 ? { ...position, detail } : position;
  const { isFlagged, ...judged } = decidePositionPolicy(told, settings.policies['9']);
  return { claim: fixes, judged, isFlagged };
}
