import type { FaceProblem, FaceState } from '@hadir/contract/people.ts';
import type { z } from 'zod';

/** State of a person's face template, `none` without one. */
export function faceState(template: { state: 'provisional' | 'confirmed' } | null): z.output<typeof FaceState> {
  return template?.state ?? 'none';
}

/** What keeps it from being of use, null for nothing. */
export function faceProblem(
  template: { unreadableAt: Date | null; hold: string | null } | null,
): z.output<typeof FaceProblem> | null {
  if (template?.unreadableAt) return 'unreadable';
  return template?.hold ? 'held' : null;
}
