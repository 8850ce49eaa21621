import { formatFacts } from '#lib/format.ts';
import { locale } from '#lib/i18n.ts';

/** Fri 20 Nov 2026, of a day that is a day wherever it is read. */
export function formatCalendarDay(day: string): string {
  const style = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return formatFacts([new Intl.DateTimeFormat(locale(), style).format(new Date(`${day}T00:00:00Z`))]);
}
