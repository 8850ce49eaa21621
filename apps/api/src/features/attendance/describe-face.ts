import type { CheckResult } from '@hadir/contract/attempts.ts';
import type { FaceModelCard } from '#features/enrolment/face-model-card.ts';
import type { FaceRules } from '#features/enrolment/face-rules.ts';
import type { FaceMeasures } from '#features/enrolment/measure-face.ts';
import type { ModelMeasures } from '#features/enrolment/measure-model.ts';

type Detail = CheckResult['detail'];

type Limits = { limit: number; bandEnd: number; roster: number };

/**
 * What was measured and the limits it was judged by, for staff. Without a second recogniser `distance` is the first's;
 * with one it is that of both together, and each has its own beside it.
 */
export function describeFace(measures: FaceMeasures, { limit, bandEnd, roster }: Limits, rules: FaceRules): Detail {
  const { first, second, distance, nearestOther, nearestUnconfirmed, nearestTwin } = measures;
  return {
    model: second === null ? rules.first.id : `${rules.first.id} + ${rules.second.id}`,
    distance: finiteOrNull(distance),
    threshold: limit,
    band_end: bandEnd,
    ...(second !== null && {
      first_distance: finiteOrNull(first.distance),
      first_largest: rules.fusion.largest.first,
      second_distance: finiteOrNull(second.distance),
      second_largest: rules.fusion.largest.second,
      second_weight: rules.fusion.weight,
    }),
    nearest_other: finiteOrNull(nearestOther),
    nearest_unconfirmed: finiteOrNull(nearestUnconfirmed),
    nearest_twin: finiteOrNull(nearestTwin),
    rank_margin: rules.first.rankMargin,
    roster,
    ...describeModel(first, rules.first, ''),
    ...(second !== null && describeModel(second, rules.second, 'second_')),
  };
}

function describeModel(measures: ModelMeasures, card: FaceModelCard, prefix: '' | 'second_'): Detail {
  const { generic, genericRadius, replay, spread } = measures;
  return {
    [`${prefix}generic`]: finiteOrNull(generic),
    [`${prefix}generic_radius`]: genericRadius,
    [`${prefix}replay`]: finiteOrNull(replay),
    [`${prefix}replay_radius`]: card.replayRadius,
    [`${prefix}frames_least`]: finiteOrNull(spread.least),
    [`${prefix}frames_largest`]: finiteOrNull(spread.largest),
  };
}

const finiteOrNull = (value: number) => (Number.isFinite(value) ? value : null);
