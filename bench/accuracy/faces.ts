import { distanceBetween } from '@hadir/api/src/features/enrolment/descriptor.ts';
import { fuseDistances } from '@hadir/api/src/features/enrolment/face-fusion.ts';
import { meanFace } from '@hadir/api/src/features/enrolment/face-model-card.ts';
import { faceRules } from '@hadir/api/src/features/enrolment/face-rules.ts';
import type { Picture } from './list-pictures.ts';

/** A picture's descriptors, or a mean's, as the server measures them; `second` is null where only the first ran. */
export type Face = { first: Float32Array; second: Float32Array | null };

/** A described picture; `person` is a place in the list of people. */
export type Shot = Face & { person: number; picture: Picture };

/** What two faces are judged by: each recogniser alone, and both together as shipped. */
export const scores = ['first', 'second', 'fused'] as const;
export type Score = (typeof scores)[number];
export type Distances = Record<Score, number>;

/** As the server makes a template of several shots, or a probe of several frames. */
export function averageFaces(faces: readonly Face[]): Face {
  const seconds = faces.flatMap(({ second }) => (second ? [second] : []));
  return {
    first: meanFace(
      faces.map(({ first }) => first),
      faceRules.first,
    ),
    second: seconds.length === faces.length ? meanFace(seconds, faceRules.second) : null,
  };
}

/** By the shipped settings. Where a side lacks the second recogniser, it is NaN and the first decides alone. */
export function measureDistances(a: Face, b: Face): Distances {
  const first = distanceBetween(a.first, b.first);
  const second = a.second && b.second ? distanceBetween(a.second, b.second) : null;
  return { first, second: second ?? Number.NaN, fused: fuseDistances(first, second, faceRules.fusion) };
}
