import { line } from '@hadir/contract/field.ts';
import { RadiusM } from '@hadir/contract/places.ts';
import { z } from 'zod';
import { instantOf } from '#lib/zoned-day.ts';
import type { SessionWanted } from './open-session.ts';
import { text } from './texts.ts';

const DEFAULT_MINUTES = 15;
const MAX_PLANNED_AHEAD_MS = 366 * 86_400_000;

/** What the form holds: texts, as the controls give them. `placeId` is empty for none. */
export const SessionForm = z
  .object({
    courseId: z.string().min(1, { error: () => text('form.needCourse') }),
    title: z.string().refine((value) => line(1, 120).safeParse(value).success, { error: () => text('form.needName') }),
    room: z.string().refine((value) => line(0, 60).safeParse(value).success, { error: () => text('form.badRoom') }),
    placeId: z.string(),
    radius: z
      .string()
      .refine(
        (value) => value.trim() === '' || (/^\d{1,4}$/.test(value.trim()) && RadiusM.safeParse(Number(value)).success),
        { error: () => text('form.badRadius') },
      ),
    when: z.enum(['now', 'later']),
    startsAt: z.string(),
    minutes: z
      .string()
      .refine((value) => /^\d{1,3}$/.test(value.trim()) && Number(value) >= 5 && Number(value) <= 120, {
        error: () => text('form.badDuration'),
      }),
  })
  .refine((form) => form.when === 'now' || form.startsAt !== '', {
    path: ['startsAt'],
    error: () => text('form.needStart'),
  });
export type SessionForm = z.infer<typeof SessionForm>;

export const emptySessionForm: SessionForm = {
  courseId: '',
  title: '',
  room: '',
  placeId: '',
  radius: '',
  when: 'now',
  startsAt: '',
  minutes: String(DEFAULT_MINUTES),
};

/** A valid form as what is asked of the server, or null when the start has passed or is more than a year away. */
export function readSessionForm(form: SessionForm, zone: string, now: number): SessionWanted | null {
  const startsAt = form.when === 'later' ? instantOf(form.startsAt, zone) : null;
  if (startsAt !== null && (startsAt <= now || startsAt > now + MAX_PLANNED_AHEAD_MS)) return null;
  return {
    courseId: form.courseId,
    placeId: form.placeId || null,
    radiusM: form.placeId && form.radius.trim() ? Number(form.radius) : null,
    title: form.title.trim(),
    room: form.room.trim(),
    startsAt,
    minutes: Number(form.minutes),
  };
}
