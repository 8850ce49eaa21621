import type { FaceState } from '@hadir/contract/people.ts';
import type { z } from 'zod';

/** State of a person's face template, `none` without one. */
export function faceState(template: { state: 'provisional' | 'confirmed' } | null): z.output<typeof FaceState> {
  return template?.state ?? 'none';
}
