import type { Collision, putTimetableException as endpoint } from '@hadir/contract/timetable.ts';
import type { z } from 'zod';
import type { ActingPerson } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { writeException } from './write-exception.ts';

type Given = z.output<(typeof endpoint)['body']>;

/** Cancels or moves one day of a class, and says what it collides with then; throws what `writeException` throws. */
export async function putTimetableException(
  context: Context,
  actor: ActingPerson,
  ruleId: string,
  given: Given,
): Promise<Collision[]> {
  return context.db.$transaction((tx) => writeException(tx, actor, ruleId, given, context.now()));
}
