import { line } from '@hadir/contract/field.ts';
import { z } from 'zod';
import { staffText } from './staff-texts.ts';

const isReason = (value: string) => line(3, 200).safeParse(value).success;

export const TakeOverForm = z.object({
  reason: z.string().refine(isReason, { error: () => staffText('takeOver.needReason') }),
});

export const CancelForm = z.object({
  reason: z.string().refine(isReason, { error: () => staffText('cancel.needReason') }),
});
