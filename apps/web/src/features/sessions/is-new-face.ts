import type { FaceState } from '@hadir/contract/people.ts';
import type { ReviewReason } from '@hadir/contract/reasons.ts';
import type { RecordState } from '@hadir/contract/sessions.ts';
import type { z } from 'zod';

/** Whether staff may confirm the face together with the mark that waits for it; a held face is an admin's to decide. */
export function isNewFace(
  { state, review_reasons }: { state: z.infer<typeof RecordState>; review_reasons: readonly ReviewReason[] },
  face: z.infer<typeof FaceState>,
): boolean {
  const isAsked = review_reasons.includes('provisional_face') && !review_reasons.includes('held_face');
  return state === 'pending' && face === 'provisional' && isAsked;
}
