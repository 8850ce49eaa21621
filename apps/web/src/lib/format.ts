import { isolate, locale } from './i18n.ts';

type Moment = string | Date;
const toDate = (moment: Moment) => (typeof moment === 'string' ? new Date(moment) : moment);

function format(moment: Moment, zone: string | undefined, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), zone ? { ...options, timeZone: zone } : options).format(toDate(moment));
}

/** 14:05, in the school's zone when given. */
export function formatTime(moment: Moment, zone?: string): string {
  return format(moment, zone, { hour: '2-digit', minute: '2-digit' });
}

/** Fri 20 Nov. */
export function formatDay(moment: Moment, zone?: string): string {
  return format(moment, zone, { weekday: 'short', day: 'numeric', month: 'short' });
}

/** With the month as a word: the Arabic medium style is all digits, which read in either direction. */
const wholeDay = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** 20 Nov 2026, 14:05. */
export function formatDayTime(moment: Moment, zone?: string): string {
  return format(moment, zone, { ...wholeDay, hour: '2-digit', minute: '2-digit' });
}

/** 20 Nov 2026, 14:05:09, for logs. */
export function formatInstant(moment: Moment, zone?: string): string {
  return format(moment, zone, { ...wholeDay, hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** 14:05 – 15:00. */
export function formatTimeRange(from: Moment, to: Moment, zone?: string): string {
  const options: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
  const format = new Intl.DateTimeFormat(locale(), zone ? { ...options, timeZone: zone } : options);
  return format.formatRange(toDate(from), toDate(to));
}

/** 12,345.5 */
export function formatNumber(value: number, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(locale(), options).format(value);
}

/** Sari, Omar and Grace. */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(items.map(isolate));
}

/** BIO-101 · Section A · Room 12; what is not there is left out. */
export function formatFacts(facts: readonly (string | false | null | undefined)[]): string {
  return facts.flatMap((fact) => (fact ? [isolate(fact)] : [])).join(' · ');
}

/** @param percentage 0..100 */
export function formatPercentage(percentage: number): string {
  return formatNumber(percentage / 100, { style: 'percent', maximumFractionDigits: 1 });
}
