import { line } from '@hadir/contract/field.ts';
import type { TimetableRule } from '@hadir/contract/timetable.ts';
import { z } from 'zod';
import { isDay } from '#lib/zoned-day.ts';
import { text } from './texts.ts';

const whole = (value: string, least: number, most: number) =>
  /^\d{1,3}$/.test(value.trim()) && Number(value) >= least && Number(value) <= most;

const longestMs = 800 * 86_400_000;

/** What the form holds: texts, as the controls give them. `placeId` is empty for none. */
export const RuleForm = z
  .object({
    courseId: z.string().min(1, { error: () => text('form.needCourse') }),
    title: z.string().refine((value) => line(1, 120).safeParse(value).success, { error: () => text('form.needName') }),
    room: z.string().refine((value) => line(0, 60).safeParse(value).success, { error: () => text('form.badRoom') }),
    placeId: z.string(),
    weekdays: z.array(z.string()).min(1, { error: () => text('form.needDays') }),
    everyWeeks: z.string().refine((value) => whole(value, 1, 8), { error: () => text('form.badWeeks') }),
    time: z.string().regex(/^\d\d:\d\d$/, { error: () => text('form.needTime') }),
    minutes: z.string().refine((value) => whole(value, 5, 720), { error: () => text('form.badMinutes') }),
    startsOn: z.string().refine(isDay, { error: () => text('form.needFirst') }),
    endsOn: z.string().refine(isDay, { error: () => text('form.needLast') }),
    opening: z.enum(['teacher', 'itself']),
  })
  .refine(({ startsOn, endsOn }) => endsOn >= startsOn && Date.parse(endsOn) - Date.parse(startsOn) <= longestMs, {
    path: ['endsOn'],
    error: () => text('form.needLast'),
  });
export type RuleForm = z.infer<typeof RuleForm>;

/** The form as it stands before anything is typed; null for a new class. */
export function fillRuleForm(rule: TimetableRule | null, today: string): RuleForm {
  if (rule === null) {
    const empty = { courseId: '', title: '', room: '', placeId: '', weekdays: [], everyWeeks: '1' };
    return { ...empty, time: '08:00', minutes: '60', startsOn: today, endsOn: '', opening: 'teacher' };
  }
  return {
    courseId: rule.course.id,
    title: rule.title,
    room: rule.room,
    placeId: rule.place?.id ?? '',
    weekdays: rule.weekdays.map(String),
    everyWeeks: String(rule.every_weeks),
    time: rule.starts_at_time,
    minutes: String(rule.duration_min),
    startsOn: rule.starts_on,
    endsOn: rule.ends_on,
    opening: rule.opens_itself ? 'itself' : 'teacher',
  };
}

/** The body for the server. For a form that `RuleForm` has accepted. */
export function readRuleForm(form: RuleForm) {
  return {
    title: form.title.trim(),
    room: form.room.trim(),
    place_id: form.placeId || null,
    weekdays: form.weekdays.map(Number).toSorted(),
    every_weeks: Number(form.everyWeeks),
    starts_at_time: form.time,
    duration_min: Number(form.minutes),
    starts_on: form.startsOn,
    ends_on: form.endsOn,
    opens_itself: form.opening === 'itself',
  };
}
