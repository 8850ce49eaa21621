import { asMeasured, type FaceModelCard, isDescriptor } from './face-model-card.ts';
import { type FaceRules, faceRules } from './face-rules.ts';
import type { ShownFrames } from './faces-to-compare.ts';

/** What came over the wire for each recogniser, not yet judged in any way; undefined where nothing came. */
export type GivenFaces = { first: unknown; second: unknown };

type ReadFrames =
  | { kind: 'read'; frames: ShownFrames }
  /** `given` and `wellFormed`: descriptors of the first recogniser. */
  | {
      kind: 'malformed';
      why: 'no_descriptor' | 'malformed_descriptor' | 'frames_differ';
      given: number;
      wellFormed: number;
    };

/** Descriptors of one capture. Those of the second recogniser may be missing; where they came they are of the same frames. */
export function readFrames({ first, second }: GivenFaces, rules: FaceRules = faceRules): ReadFrames {
  const given = Array.isArray(first) ? first.length : 0;
  const frames = readDescriptors(first, rules.first);
  const no = (why: Extract<ReadFrames, { kind: 'malformed' }>['why']) =>
    ({ kind: 'malformed', why, given, wellFormed: frames.length }) as const;
  if (given === 0) return no('no_descriptor');
  if (frames.length !== given) return no('malformed_descriptor');
  if (second === undefined) return { kind: 'read', frames: { first: frames, second: null } };
  const others = readDescriptors(second, rules.second);
  if (!Array.isArray(second) || others.length !== second.length) return no('malformed_descriptor');
  if (others.length !== given) return no('frames_differ');
  return { kind: 'read', frames: { first: frames, second: others } };
}

/** Those that are descriptors of the model, as they are measured. */
export function readDescriptors(given: unknown, card: FaceModelCard) {
  if (!Array.isArray(given)) return [];
  return given.filter((one) => isDescriptor(one, card)).map((one) => asMeasured(one, card));
}
