import { line } from '@hadir/contract/field.ts';
import type { ReviewDetail } from '@hadir/contract/review.ts';
import type { RecordChange } from '@hadir/contract/sessions.ts';
import { z } from 'zod';
import { confirmMarkAndFace, decideMark, type MarkOutcome } from '#features/sessions/decide-mark.ts';
import { CallFailed } from '#lib/failure.ts';
import type { Seen } from './room-question.tsx';
import { text } from './texts.ts';

/** What the form holds; the decision is nobody's default. */
export const DecisionForm = z.object({
  // Nothing chosen comes as null.
  decision: z
    .enum(['', 'confirm', 'confirm_both', 'reject'], { error: () => text('mark.choose') })
    .refine((value): boolean => value !== '', { error: () => text('mark.choose') }),
  reason: z.string().refine((value) => line(3, 500).safeParse(value).success, { error: () => text('mark.needReason') }),
});
export type DecisionForm = z.infer<typeof DecisionForm>;

/** The body for the server. For a form that `DecisionForm` has accepted; who cannot see the room says nothing of it. */
export function readDecision(form: DecisionForm, seen: Seen | null): RecordChange {
  return {
    decision: form.decision === 'reject' ? 'reject' : 'confirm',
    reason: form.reason.trim(),
    ...(seen === 'yes' || seen === 'no' ? { was_in_room: seen === 'yes' } : {}),
  };
}

/**
 * Sends it, and with `confirm_both` confirms the face afterwards.
 * @throws CallFailed `already_decided` when somebody was quicker
 */
export async function sendDecision(mark: ReviewDetail, form: DecisionForm, seen: Seen | null): Promise<DoneOutcome> {
  const send = form.decision === 'confirm_both' ? confirmMarkAndFace : decideMark;
  const outcome = await send(mark.session.id, mark.student.id, readDecision(form, seen));
  if (outcome.kind === 'not_done') throw new CallFailed(outcome.failure);
  return outcome;
}

type DoneOutcome = Exclude<MarkOutcome, { kind: 'not_done' }>;
