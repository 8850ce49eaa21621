import { FACE_MODEL_ID, type FaceModelId, SECOND_FACE_MODEL_ID } from '@hadir/contract/face-model.ts';
import { decideShots, type KnownBefore, type ModelShots, type ShotsRefused } from './decide-shots.ts';
import { faceRules } from './face-rules.ts';
import { readDescriptors } from './read-frames.ts';

type EnrolmentDecision =
  /** `second`: null where none came, or where the school wants none. */
  { kind: 'accepted'; first: ModelShots; second: ModelShots | null } | (ShotsRefused & { model: FaceModelId });

/**
 * Shots of one enrolment by every recogniser. Those of the second may be missing: the template is then judged by the
 * first alone. What comes of it is judged like the first's, and malformed refused wherever it comes; what comes for
 * recognisers that nobody knows is nothing.
 * @param shots what came over the wire, by model
 * @param known by recogniser
 */
export function decideEnrolment(
  shots: Record<string, unknown>,
  known: { first: KnownBefore; second: KnownBefore },
  wanted: readonly FaceModelId[],
): EnrolmentDecision {
  const first = decideShots(shots[FACE_MODEL_ID], known.first, faceRules.first);
  if (first.kind === 'refused') return { ...first, model: FACE_MODEL_ID };
  const given = shots[SECOND_FACE_MODEL_ID];
  if (given === undefined) return { kind: 'accepted', first, second: null };
  if (!wanted.includes(SECOND_FACE_MODEL_ID)) {
    const isWellFormed = Array.isArray(given) && readDescriptors(given, faceRules.second).length === given.length;
    return isWellFormed
      ? { kind: 'accepted', first, second: null }
      : { kind: 'refused', why: 'shape', model: SECOND_FACE_MODEL_ID };
  }
  const second = decideShots(given, known.second, faceRules.second);
  if (second.kind === 'refused') return { ...second, model: SECOND_FACE_MODEL_ID };
  return { kind: 'accepted', first, second };
}
