import { faceModelCard } from './face-model-card.ts';
import { compareFaces, type FaceMeans } from './match-duplicates.ts';

/** The face that was enrolled before, as far as it opens. */
type FaceBefore = FaceMeans & { state: 'provisional' | 'confirmed'; isHeld: boolean };

type Circumstances = {
  /** Staff, or an enrolment they have confirmed, stand for the key that signed. */
  isKeyConfirmed: boolean;
  /** It waits for an admin, since it looks like somebody else's. */
  isHeld: boolean;
  /** The school's. */
  threshold: number;
};

/**
 * A new face is provisional, with one exception: a face that staff have confirmed, from before there was a second
 * recogniser, and now enrolled with both. The first recogniser says whether it is the same person (see decision 0021).
 */
export function decideTemplateState(
  before: FaceBefore | null,
  face: FaceMeans,
  { isKeyConfirmed, isHeld, threshold }: Circumstances,
): 'provisional' | 'confirmed' {
  if (before === null || before.state !== 'confirmed' || before.isHeld || isHeld || !isKeyConfirmed)
    return 'provisional';
  const isFirstWithBoth = before.secondMean === null && face.secondMean !== null;
  const { distance } = compareFaces({ ...before, secondMean: null }, face);
  return isFirstWithBoth && distance <= Math.min(threshold, faceModelCard.ceiling) ? 'confirmed' : 'provisional';
}
