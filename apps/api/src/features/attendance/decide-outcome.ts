import type { RiskItem } from '@hadir/contract/attempts.ts';
import type { ReviewReason } from '@hadir/contract/reasons.ts';
import type { AttemptSettings } from '@hadir/contract/settings.ts';

/** How a mark that passed every check is kept. */
export type Standing = {
  state: 'confirmed' | 'flagged' | 'pending';
  /** Floors, and what gave points. */
  reviews: readonly ReviewReason[];
  points: number;
};

/**
 * Floors and points become a state. With any floor a person has to look, whatever the points.
 * @param isOutsideAllowed the school's policy let a mark from outside through, for staff to see
 */
export function decideOutcome(
  floors: readonly ReviewReason[],
  risk: readonly RiskItem[],
  isOutsideAllowed: boolean,
  { flag_at, review_at }: Pick<AttemptSettings, 'flag_at' | 'review_at'>,
): Standing {
  const scored = risk.filter((item) => item.points > 0);
  const points = scored.reduce((sum, item) => sum + item.points, 0);
  const isPending = floors.length > 0 || points >= review_at;
  const isFlagged = isOutsideAllowed || points >= flag_at;
  return {
    state: isPending ? 'pending' : isFlagged ? 'flagged' : 'confirmed',
    reviews: [
      ...floors,
      ...(isOutsideAllowed ? (['outside_allowed'] as const) : []),
      ...scored.map(({ component }) => component),
    ],
    points,
  };
}
