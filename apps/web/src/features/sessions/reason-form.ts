import { line } from '@hadir/contract/field.ts';
import { AttendanceStatus } from '@hadir/contract/sessions.ts';
import { z } from 'zod';
import { text } from './texts.ts';

/** Why, as it stays with the record. */
export const reason = z
  .string()
  .refine((value) => line(3, 500).safeParse(value).success, { error: () => text('byHand.needReason') });

export const RejectForm = z.object({ inRoom: z.enum(['yes', 'no', 'unknown']), reason });
export type RejectForm = z.infer<typeof RejectForm>;
/** What a teacher can say of a student by hand; `not_present` takes a mark back. */
export const ByHandForm = z.object({ status: z.enum([...AttendanceStatus.options, 'not_present']), reason });
