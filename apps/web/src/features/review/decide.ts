import { line } from '@hadir/contract/field.ts';
import type { ReviewDetail } from '@hadir/contract/review.ts';
import { changeRecord, type RecordChange } from '@hadir/contract/sessions.ts';
import { z } from 'zod';
import { callOrThrow } from '#lib/api.ts';
import type { Seen } from './room-question.tsx';
import { text } from './texts.ts';

/** What the form holds; the decision is nobody's default. */
export const DecisionForm = z.object({
  decision: z
    .enum(['', 'confirm', 'reject'])
    .refine((value): boolean => value !== '', { error: () => text('mark.choose') }),
  reason: z.string().refine((value) => line(3, 500).safeParse(value).success, { error: () => text('mark.needReason') }),
});
export type DecisionForm = z.infer<typeof DecisionForm>;

/** The body for the server. For a form that `DecisionForm` has accepted; who cannot see the room says nothing of it. */
export function readDecision(form: DecisionForm, seen: Seen | null): RecordChange {
  return {
    decision: form.decision === 'confirm' ? 'confirm' : 'reject',
    reason: form.reason.trim(),
    ...(seen === 'yes' || seen === 'no' ? { was_in_room: seen === 'yes' } : {}),
  };
}

/** @throws CallFailed `already_decided` when somebody was quicker */
export function sendDecision(mark: ReviewDetail, body: RecordChange) {
  return callOrThrow(changeRecord, { params: { id: mark.session.id, student_id: mark.student.id }, body });
}
