import { locale } from '#lib/i18n.ts';
import { addDays, type Day } from '#lib/zoned-day.ts';

/** ISO: 1 is Monday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** The Monday of the week a day lies in. */
export function mondayOf(day: Day): Day {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** The seven days of a week. */
export function daysOfWeek(monday: Day): Day[] {
  return weekdays.map((weekday) => addDays(monday, weekday - 1));
}

/** Mon, or Monday. */
export function weekdayName(weekday: number, style: 'short' | 'long'): string {
  // The first of January 2024 was a Monday.
  const day = new Date(Date.UTC(2024, 0, weekday));
  return new Intl.DateTimeFormat(locale(), { weekday: style, timeZone: 'UTC' }).format(day);
}

/** Fri 20 Nov, of a day of the calendar. */
export function formatCalendarDay(day: Day): string {
  const at = new Date(`${day}T00:00:00Z`);
  const options = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale(), options).format(at);
}

/** 20 Nov 2026, of a day of the calendar. */
export function formatWholeDay(day: Day): string {
  const at = new Date(`${day}T00:00:00Z`);
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale(), options).format(at);
}
