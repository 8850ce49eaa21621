import type { RiskItem } from '@hadir/contract/attempts.ts';
import { leastLive } from '@hadir/contract/liveness.ts';
import { type AttemptSettings, RiskComponent } from '@hadir/contract/settings.ts';
import type { KeyFacts, RiskFacts } from './attempt-facts.ts';
import { decideFrameTiming } from './decide-frame-timing.ts';
import type { LivenessVerdict } from './decide-liveness.ts';
import { decideFastest, decideSpread } from './decide-speed.ts';
import type { Judged } from './judged-check.ts';
import { matchDesktop } from './match-desktop.ts';
import { matchVirtualCamera } from './match-virtual-camera.ts';
import type { MarkClaim } from './read-mark.ts';
import type { PositionClaim } from './read-position.ts';

export type RiskInput = {
  claim: Pick<MarkClaim, 'method' | 'form' | 'frames' | 'liveness' | 'client'>;
  userAgent: string | null;
  /** Without stale fixes. */
  position: PositionClaim;
  /** Check 9. */
  judgedPosition: Judged;
  key: Pick<KeyFacts, 'state' | 'createdAt' | 'confirmedAt' | 'origin'> | null;
  history: RiskFacts;
  /** The code stood on the screen when this phone asked for its challenge, and none that counts came along. */
  isRoomCodeMissing: boolean;
  /** How much farther the next nearest face lies than the claimed one; null without a compared face. */
  margin: number | null;
  /** Of the model's card: nearer than this is close. */
  rankMargin: number;
  liveness: LivenessVerdict;
  /** The school wants the passive model's word. */
  isPassiveWanted: boolean;
  /** When the challenge was issued; null without one. */
  askedAt: Date | null;
  now: Date;
};

/** A key that nobody has vouched for is young for so long. */
const youngMs = 24 * 3_600_000;
/** More failures than these before this try give points. */
const freeFailures = 3;

type Seen = RiskItem['detail'];

/** What speaks against a mark that passes its checks, with the school's points for each. Order as in the settings. */
export function decideRisk(input: RiskInput, weights: AttemptSettings['weights']): RiskItem[] {
  const seen = { ...lookAtPhone(input), ...lookAtPosition(input), ...lookAtFace(input) };
  return RiskComponent.options.flatMap((component) => {
    const detail = seen[component];
    return detail ? [{ component, points: weights[component], detail }] : [];
  });
}

type Looked = Partial<Record<RiskComponent, Seen | null>>;

function lookAtPhone({ claim, userAgent, key, history, now }: RiskInput): Looked {
  const platform = matchDesktop(userAgent, claim.client?.screen ?? null);
  const ageMs = key === null ? youngMs : now.getTime() - key.createdAt.getTime();
  // A first key is vouched for with the face; whoever goes without one is not riskier for that.
  const isVouched =
    key === null || key.confirmedAt !== null || (key.origin === 'first' && claim.method === 'room_code');
  return {
    unconfirmed_key: !isVouched && ageMs < youngMs ? { hours_old: Math.floor(ageMs / 3_600_000) } : null,
    shared_device: history.isDeviceShared ? {} : null,
    desktop_browser: platform === null ? null : { platform },
    failures_before: history.failuresBefore > freeFailures ? { failures: history.failuresBefore } : null,
  };
}

function lookAtPosition({ position, judgedPosition, history, now }: RiskInput): Looked {
  return {
    inside_by_accuracy: judgedPosition.detail.zone === 'inside_by_accuracy' ? {} : null,
    impossible_speed:
      position.kind === 'given'
        ? (decideFastest(position.best, history.earlierFixes, now) ?? decideSpread(position.best, position.all))
        : null,
    equal_series: history.isSeriesEqual ? {} : null,
  };
}

/** Nothing for a mark without a face: it is never riskier for lacking one. */
function lookAtFace(input: RiskInput): Looked {
  const { claim, isRoomCodeMissing, margin, rankMargin, liveness, askedAt, now } = input;
  if (claim.method !== 'face') return {};
  const age = askedAt && now.getTime() - askedAt.getTime();
  const timing = claim.frames === null ? null : decideFrameTiming(claim.frames, age);
  const contradiction = liveness.kind === 'contradicted' ? liveness.why : null;
  const unlike = [timing, contradiction].filter((why) => why !== null);
  const label = claim.client?.camera ?? null;
  return {
    room_code_missing: isRoomCodeMissing ? {} : null,
    close_second: margin !== null && margin < rankMargin ? { margin } : null,
    liveness_timing: unlike.length === 0 ? null : { why: unlike.join(' ') },
    liveness_exchanged: liveness.kind === 'exchanged' ? {} : null,
    liveness_not_shown: liveness.kind === 'not_shown' ? { why: liveness.why } : null,
    passive_liveness: lookAtPassive(input),
    virtual_camera: label !== null && matchVirtualCamera(label) ? { label } : null,
  };
}

/** A phone that could not load the model says nothing, which is no sign of anything. */
function lookAtPassive({ claim, isPassiveWanted }: RiskInput): Seen | null {
  const live = claim.liveness.kind === 'given' ? claim.liveness.evidence.passive : undefined;
  return isPassiveWanted && live !== undefined && live < leastLive ? { live } : null;
}
