import type { RefusedWhy } from '@hadir/contract/enrolment.ts';
import { type FaceRules, faceRules } from './face-rules.ts';
import type { FacesToCompare } from './faces-to-compare.ts';
import { type FaceMeasures, isWithinBoth, listAllFaults, measureFace } from './measure-face.ts';
import { type GivenFaces, readFrames } from './read-frames.ts';

type OwnFaceDecision =
  | { kind: 'refused'; why: RefusedWhy }
  /** Means of the frames; the second's is null where it was not compared. */
  | { kind: 'accepted'; probe: Float32Array; secondProbe: Float32Array | null };

/**
 * Is this the person whose face is enrolled, nearer to nobody else, alive, and nobody's average? The rule of a mark
 * without its doubts: where nobody looks, what a mark would leave to a person is a no. A phone that brings no second
 * recogniser is judged by the first alone: it waits for approval all the same, and its marks go to a person.
 * @param given unjudged
 * @param faces the person's own beside each of the courses, at least one
 * @param school its threshold, above which the card's ceiling stays, and whether the second recogniser decides
 */
export function decideOwnFace(
  given: GivenFaces,
  faces: readonly FacesToCompare[],
  { threshold, wantsSecond }: { threshold: number; wantsSecond: boolean },
  rules: FaceRules = faceRules,
): OwnFaceDecision {
  const read = readFrames(given, rules);
  if (read.kind === 'malformed') return { kind: 'refused', why: 'shape' };
  const { least, most } = rules.first.framesPerMark;
  const count = read.frames.first.length;
  if (!(least <= count && count <= most)) return { kind: 'refused', why: 'shape' };
  const frames = wantsSecond ? read.frames : { ...read.frames, second: null };
  const measured = faces.map((known) => measureFace(frames, known, rules));
  const [why] = measured.flatMap((one) => listReasons(one, threshold, rules));
  const [one] = measured;
  return one && why === undefined
    ? { kind: 'accepted', probe: one.first.probe, secondProbe: one.second?.probe ?? null }
    : { kind: 'refused', why: why ?? 'too_far' };
}

function listReasons(one: FaceMeasures, threshold: number, rules: FaceRules): RefusedWhy[] {
  const isNear = one.distance <= Math.min(threshold, rules.first.ceiling) && isWithinBoth(one, rules);
  return [
    isNear ? null : ('too_far' as const),
    one.distance <= one.nearestOther ? null : ('nearer_classmate' as const),
    ...listAllFaults(one, rules).map((fault) => (fault === 'frames_far_apart' ? 'incoherent' : fault)),
  ].filter((reason) => reason !== null);
}
