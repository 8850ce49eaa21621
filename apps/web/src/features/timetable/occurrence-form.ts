import { line } from '@hadir/contract/field.ts';
import { z } from 'zod';
import { dayOf, isDay, wallTimeOf } from '#lib/zoned-day.ts';
import type { RuleItem } from './rule-item.ts';
import { text } from './texts.ts';

const reason = z
  .string()
  .refine((value) => line(3, 200).safeParse(value).success, { error: () => text('day.needReason') });

export const CancelForm = z.object({ reason });

/** What the form holds: texts, as the controls give them. `placeId` is empty for as planned. */
export const MoveForm = z.object({
  day: z.string().refine(isDay, { error: () => text('day.needDay') }),
  time: z.string().regex(/^\d\d:\d\d$/, { error: () => text('day.needTime') }),
  minutes: z.string().refine((value) => /^\d{1,3}$/.test(value.trim()) && Number(value) >= 5 && Number(value) <= 720, {
    error: () => text('day.badMinutes'),
  }),
  room: z.string().refine((value) => line(0, 60).safeParse(value).success, { error: () => text('day.badRoom') }),
  placeId: z.string(),
  reason,
});
export type MoveForm = z.infer<typeof MoveForm>;

/** The form as it stands before anything is typed. */
export function fillMoveForm(item: RuleItem, zone: string): MoveForm {
  const [from, to] = [Date.parse(item.starts_at), Date.parse(item.ends_at)];
  return {
    day: dayOf(from, zone),
    time: wallTimeOf(from, zone).slice(11),
    minutes: String(Math.round((to - from) / 60_000)),
    room: item.room,
    placeId: item.place?.id ?? '',
    reason: item.change === 'moved' ? (item.reason ?? '') : '',
  };
}

/**
 * What is asked of the server, or null when nothing would change. Only what differs goes out, so that the rest follows
 * the rule later, too; of a class that was moved before everything, as the new word replaces the old one.
 */
export function readMoveForm(form: MoveForm, item: RuleItem, zone: string) {
  const before = fillMoveForm(item, zone);
  const isAgain = item.change === 'moved';
  const room = form.room.trim();
  const moves = {
    ...((isAgain || form.day !== before.day) && { moved_to_on: form.day }),
    ...((isAgain || form.time !== before.time) && { starts_at_time: form.time }),
    ...((isAgain || form.minutes.trim() !== before.minutes) && { duration_min: Number(form.minutes) }),
    ...(room !== '' && (isAgain || room !== before.room) && { room }),
    ...(form.placeId !== '' && (isAgain || form.placeId !== before.placeId) && { place_id: form.placeId }),
  };
  if (Object.keys(moves).length === 0) return null;
  return { occurs_on: item.occurs_on, change: 'moved' as const, reason: form.reason.trim(), ...moves };
}
