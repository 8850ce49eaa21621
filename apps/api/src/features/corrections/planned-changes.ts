import { AttendanceStatus } from '@hadir/contract/sessions.ts';
import { z } from 'zod';

/** As a proposal keeps them; `was` is what `recordStanding` said. */
export const PlannedChanges = z.array(
  z.object({
    student_id: z.uuid(),
    status: z.enum([...AttendanceStatus.options, 'not_present']),
    was: z.string().nullable(),
  }),
);
export type PlannedChange = z.infer<typeof PlannedChanges>[number];
