import { distanceBetween } from './descriptor.ts';
import { fuseDistances } from './face-fusion.ts';
import { type FaceRules, faceRules } from './face-rules.ts';
import type { FacesToCompare, Rival, ShownFrames } from './faces-to-compare.ts';
import { type Fault, listFaults, type ModelMeasures, measureModel } from './measure-model.ts';

/**
 * What both recognisers make of the frames, fused on the scale of the first; the first alone where the frames or the
 * enrolled face have no second. Infinity where there is nobody to be near to, NaN where a number is none.
 */
export type FaceMeasures = {
  first: ModelMeasures;
  second: ModelMeasures | null;
  distance: number;
  nearestOther: number;
  nearestUnconfirmed: number;
  nearestTwin: number;
  /** Whose face, of all but the claimed person's, is nearest; null without any. */
  nearestPerson: string | null;
};

/** Measures well-formed frames of one capture. */
export function measureFace(frames: ShownFrames, faces: FacesToCompare, rules: FaceRules = faceRules): FaceMeasures {
  const first = measureModel(frames.first, faces.first, rules.first);
  const second = frames.second && faces.second && measureModel(frames.second, faces.second, rules.second);
  const distance = fuseDistances(first.distance, second?.distance ?? null, rules.fusion);
  const distanceTo = ({ mean, secondMean }: Rival) => {
    const alone = distanceBetween(first.probe, mean);
    if (second === null) return alone;
    // Who was enrolled without the second is as much farther, or nearer, as the first says.
    if (secondMean === null) return distance + (alone - first.distance);
    return fuseDistances(alone, distanceBetween(second.probe, secondMean), rules.fusion);
  };
  const nearestOf = (rivals: readonly Rival[]) =>
    rivals.reduce((least, rival) => nearer(least, { distance: distanceTo(rival), personId: rival.personId }), nobody);
  const other = nearestOf(faces.others);
  const unconfirmed = nearestOf(faces.unconfirmedOthers);
  const twin = nearestOf(faces.twins);
  return {
    first,
    second,
    distance,
    nearestOther: other.distance,
    nearestUnconfirmed: unconfirmed.distance,
    nearestTwin: twin.distance,
    nearestPerson: [other, unconfirmed, twin].reduce(nearer, nobody).personId,
  };
}

/** What either recogniser has against a picture of one living person that is new, each once. */
export function listAllFaults({ first, second }: FaceMeasures, rules: FaceRules = faceRules): Fault[] {
  return [...new Set([...listFaults(first, rules.first), ...(second ? listFaults(second, rules.second) : [])])];
}

/** Does neither of the recognisers alone find the face too far, whatever they say together? Asked where both have judged. */
export function isWithinBoth({ first, second }: FaceMeasures, { fusion }: FaceRules = faceRules): boolean {
  if (second === null) return true;
  return first.distance <= fusion.largest.first && second.distance <= fusion.largest.second;
}

type Nearest = { distance: number; personId: string | null };

const nobody: Nearest = { distance: Number.POSITIVE_INFINITY, personId: null };

/** What is no number is nearest, so that it is never overlooked. */
const nearer = (a: Nearest, b: Nearest): Nearest => (Number.isNaN(a.distance) || a.distance <= b.distance ? a : b);
